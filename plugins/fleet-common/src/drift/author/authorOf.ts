import { boundedName } from '../../facts/boundedText';
import { parseDriftPath } from '../paths/driftPath';
import { isJsonObject, type JsonObject, ownText } from '../values/json';
import { type Ownership, ownershipOf } from './ownershipOf';

/**
 * Who wrote something, as the API server noted it. Clients name themselves: a name is a
 * claim.
 *
 * @public
 */
export type Author = {
  manager: string;
  operation?: 'Apply' | 'Update';
  subresource?: string;
  /** Milliseconds since 1970, of a whole second. When it last wrote anything. */
  time?: number;
  apiVersion?: string;
};

/**
 * Who is the author of what stands at a path.
 *
 * - `owner`: who owns the path
 * - `part`: who owns something beneath it
 * - `parent`: who owns only what it stands in, such as the list that an item lacks
 * - `none`: nobody is known
 *
 * @public
 */
export type Authorship =
  | {
      confidence: 'owner' | 'part' | 'parent';
      author: Author;
      /**
       * Others of whom it may as well be: who wrote in the same second, or at no known
       * time, and all who own another part.
       */
      ambiguousWith?: Author[];
    }
  | { confidence: 'none' };

/** More than an object has that is used. */
const MAX_ENTRIES = 100;

const RANKS = { owner: 2, part: 1, parent: 0 } as const;

/** The best first: who owns more of it, the nearer, and then the newer. */
type Claim = { ownership: Ownership; author: Author };

function rankOf({ ownership }: Claim): readonly [number, number] {
  return [
    RANKS[ownership.owns],
    ownership.owns === 'parent' ? ownership.depth : 0,
  ];
}

function compareClaims(left: Claim, right: Claim): number {
  const [leftRank, leftDepth] = rankOf(left);
  const [rightRank, rightDepth] = rankOf(right);
  return (
    rightRank - leftRank ||
    rightDepth - leftDepth ||
    timeOrNever(right) - timeOrNever(left)
  );
}

/** What has no time is older than anything that has. */
function timeOrNever({ author }: Claim): number {
  return author.time ?? -1;
}

function authorOfEntry(entry: JsonObject): Author | undefined {
  const manager = ownText(entry, 'manager');
  if (!manager) return undefined;
  const operation = ownText(entry, 'operation');
  const subresource = ownText(entry, 'subresource');
  const apiVersion = ownText(entry, 'apiVersion');
  const time = Date.parse(ownText(entry, 'time') ?? '');
  return {
    manager: boundedName(manager),
    ...((operation === 'Apply' || operation === 'Update') && { operation }),
    ...(subresource && { subresource: boundedName(subresource) }),
    ...(time >= 0 && { time }),
    ...(apiVersion && { apiVersion: boundedName(apiVersion) }),
  };
}

/**
 * Who wrote what stands at a path: of those who own it, the one who wrote last. It is not
 * known which of an owner's fields it wrote when, so that of several owners the last one
 * may have written something else then.
 *
 * @param managedFields - of a live object, not trusted
 * @param path - as of a difference
 * @public
 */
export function authorOf(managedFields: unknown, path: string): Authorship {
  const steps = parseDriftPath(path);
  if (!Array.isArray(managedFields) || !steps) return { confidence: 'none' };
  const claims = managedFields
    .slice(0, MAX_ENTRIES)
    .flatMap((entry: unknown): Claim[] => {
      if (!isJsonObject(entry)) return [];
      const author = authorOfEntry(entry);
      const ownership = ownershipOf(entry.fieldsV1, steps);
      return author && ownership ? [{ author, ownership }] : [];
    })
    .sort(compareClaims);
  const [best, ...others] = claims;
  if (!best) return { confidence: 'none' };
  const alike = others.filter(
    other =>
      compareClaims(best, other) === 0 ||
      (best.ownership.owns === 'part' && other.ownership.owns === 'part'),
  );
  return {
    confidence: best.ownership.owns,
    author: best.author,
    ...(alike.length > 0 && {
      ambiguousWith: alike.map(({ author }) => author),
    }),
  };
}

import { normalise, type NormaliseOptions } from '../normalise/normalise';
import { type PathPattern, parsePathPattern } from '../paths/pathPattern';
import type { Refusal } from '../values/copyBounded';
import { type JsonObject, ownObject, ownText } from '../values/json';
import { Comparison } from './Comparison';
import type { Difference } from './Difference';
import { DifferenceList } from './DifferenceList';

/** @public */
export type DiffOptions = NormaliseOptions & {
  /**
   * The desired object has all that there may be, and what it does not name is extra. Else
   * it decides what it names, as in server-side apply.
   */
  isExclusive?: boolean;
  /**
   * Paths whose values are not told, such as `spec.users[*].password`, with all that lies
   * beneath them.
   */
  secretPaths?: readonly string[];
};

/**
 * Why two objects cannot be compared. Nothing is known then, least of all that they are
 * the same.
 *
 * - `not-an-object`, `not-json`, `too-deep`, `too-large`: one of them is none
 * - `other-object`: they are not of the same kind and name
 * - `other-version`: they are of the same kind in two versions, which may mean other things
 * - `secret-path`: a path that should be kept secret is not understood
 *
 * @public
 */
export type NotComparable =
  | 'not-an-object'
  | 'not-json'
  | 'too-deep'
  | 'too-large'
  | 'other-object'
  | 'other-version'
  | 'secret-path';

/** @public */
export type ObjectDifferences =
  | {
      isComparable: true;
      /** In the order of their paths' parts. */
      differences: Difference[];
      /** How many there are. */
      total: number;
      /** There are more than are told. */
      truncated?: true;
    }
  | { isComparable: false; because: NotComparable };

/**
 * Where a live object is not as it is desired. Both may come from clusters, and are not
 * trusted. That one of the two is absent is for the caller to prove and to say.
 *
 * @public
 */
export function diffObjects(
  desired: unknown,
  live: unknown,
  options: DiffOptions = {},
): ObjectDifferences {
  const secretPaths = patternsOf(options.secretPaths ?? []);
  if (!secretPaths) return { isComparable: false, because: 'secret-path' };
  const left = normalise(desired, options);
  if ('refused' in left) return notComparable(left.refused);
  const right = normalise(live, options);
  if ('refused' in right) return notComparable(right.refused);
  const { normalised: wanted } = left;
  const { normalised: there } = right;
  const unlike = unlikeness(wanted.object, there.object);
  if (unlike) return { isComparable: false, because: unlike };

  const found = new DifferenceList(secretPaths);
  new Comparison(
    found,
    wanted.defaulted,
    there.defaulted,
    wanted.kind.isTyped,
    options.isExclusive ?? false,
  ).compare(wanted.object, there.object, {
    path: [],
    shape: wanted.kind.shape,
    isSecret: false,
  });
  const { differences, total } = found;
  return {
    isComparable: true,
    differences,
    total,
    ...(total > differences.length && { truncated: true }),
  };
}

function notComparable(because: Refusal): ObjectDifferences {
  return { isComparable: false, because };
}

function patternsOf(paths: readonly string[]): PathPattern[] | undefined {
  const patterns: PathPattern[] = [];
  for (const path of paths) {
    const pattern = parsePathPattern(path);
    if (!pattern) return undefined;
    patterns.push(pattern);
  }
  return patterns;
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

/** Whether both say who they are, and it is not the same. */
function unlikeness(
  desired: JsonObject,
  live: JsonObject,
): 'other-object' | 'other-version' | undefined {
  const [wanted, there] = [desired, live].map(object => ({
    apiVersion: ownText(object, 'apiVersion'),
    kind: ownText(object, 'kind'),
    metadata: ownObject(object, 'metadata'),
  }));
  if (!wanted.apiVersion || !there.apiVersion || !wanted.kind) {
    return 'other-object';
  }
  if (
    wanted.kind !== there.kind ||
    groupOf(wanted.apiVersion) !== groupOf(there.apiVersion)
  ) {
    return 'other-object';
  }
  for (const field of ['name', 'namespace']) {
    const name = wanted.metadata && ownText(wanted.metadata, field);
    const other = there.metadata && ownText(there.metadata, field);
    if (name !== undefined && other !== undefined && name !== other) {
      return 'other-object';
    }
  }
  return wanted.apiVersion === there.apiVersion ? undefined : 'other-version';
}

import { type Authorship, authorOf } from '../author/authorOf';
import { ownershipOf } from '../author/ownershipOf';
import { roleOfManager } from '../classes/managers';
import type { Difference } from '../diff/Difference';
import { DifferenceList } from '../diff/DifferenceList';
import { diffObjects } from '../diff/diffObjects';
import { LAST_APPLIED } from '../normalise/trimMetadata';
import { formatDriftPath } from '../paths/driftPath';
import { diffClassOf } from '../same/diffClassOf';
import { copyBounded } from '../values/copyBounded';
import {
  isJsonObject,
  type JsonObject,
  ownObject,
  ownText,
} from '../values/json';
import { foreignPaths } from './foreignPaths';
import { unownedItems } from './unownedItems';
import { valueAt } from './valueAt';

/** Longer than any object that is applied as a whole. */
const MAX_APPLIED = 1024 * 1024;

/**
 * What a live object alone tells of how it differs.
 *
 * @public
 */
export type DriftEvidence = {
  /**
   * - `last-applied`: it was compared with what was last applied
   * - `ownership`: no desired object is had; somebody else than its engine owns these paths
   */
  basis: 'last-applied' | 'ownership';
  differences: (Difference & {
    authorship: Authorship;
    /** It is there, and nobody owns it. */
    isUnowned?: true;
  })[];
  /** How many there are. */
  total: number;
  /** The key of what differs in the same way. */
  same: string;
};

/**
 * The configuration that was last applied, where whoever delivers still goes by it: an
 * annotation that is left over from before says nothing of today.
 */
function lastApplied(object: JsonObject): unknown {
  const metadata = ownObject(object, 'metadata');
  const annotations = metadata && ownObject(metadata, 'annotations');
  const text = annotations && ownText(annotations, LAST_APPLIED);
  const entries = metadata?.managedFields;
  if (!text || text.length > MAX_APPLIED || !Array.isArray(entries)) {
    return undefined;
  }
  const writers = entries.filter(isJsonObject).filter(entry => {
    const manager = ownText(entry, 'manager') ?? '';
    return (
      roleOfManager(manager) === 'engine' ||
      manager === 'kubectl-client-side-apply'
    );
  });
  const isApplied = writers.some(
    entry =>
      ownText(entry, 'operation') === 'Apply' &&
      ownText(entry, 'subresource') === undefined,
  );
  const owns = writers.some(
    ({ fieldsV1 }) =>
      ownershipOf(fieldsV1, [
        { field: 'metadata' },
        { field: 'annotations' },
        { field: LAST_APPLIED },
      ])?.owns === 'owner',
  );
  if (isApplied || !owns) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function resourceOf(object: JsonObject) {
  const metadata = ownObject(object, 'metadata');
  const namespace = metadata && ownText(metadata, 'namespace');
  const [group] = (ownText(object, 'apiVersion') ?? '').split('/');
  return {
    group: ownText(object, 'apiVersion')?.includes('/') ? group : '',
    kind: ownText(object, 'kind') ?? '',
    ...(namespace && { namespace }),
    name: (metadata && ownText(metadata, 'name')) ?? '',
  };
}

/**
 * Where a live object that an engine brings is not as that wrote it, by what it carries
 * itself: its managed fields, and what was last applied.
 *
 * @param live - not trusted
 * @returns nothing where nothing differs, or nothing can be told
 * @throws what its parts throw; no object is known that makes them
 * @public
 */
export function driftEvidenceOf(live: unknown): DriftEvidence | undefined {
  const copied = copyBounded(live);
  if ('refused' in copied) return undefined;
  const object = copied.copy;
  const managedFields = ownObject(object, 'metadata')?.managedFields;
  const resource = resourceOf(object);
  const withAuthors = (differences: readonly Difference[]) =>
    differences.map(difference => ({
      ...difference,
      authorship: authorOf(managedFields, difference.path),
    }));
  const applied = lastApplied(object);
  const compared =
    applied === undefined ? undefined : diffObjects(applied, live);
  if (compared?.isComparable) {
    const { differences, total } = compared;
    return total === 0
      ? undefined
      : {
          basis: 'last-applied',
          differences: withAuthors(differences),
          total,
          same: diffClassOf(resource, compared),
        };
  }
  const paths = foreignPaths(managedFields);
  if (!paths) return undefined;
  const added = unownedItems(object);
  const found = new DifferenceList([]);
  const seen = new Set<string>();
  for (const path of paths) {
    const at = valueAt(object, path);
    const text = formatDriftPath(path);
    if (!at || seen.has(text)) continue;
    seen.add(text);
    found.add('changed', path, at.isSecret, { live: at.value });
  }
  for (const path of added) {
    const value = valueAt(object, path);
    if (value) found.add('extra', path, value.isSecret, { live: value.value });
  }
  const unowned = new Set(added.map(formatDriftPath));
  const { differences, total } = found;
  return total === 0
    ? undefined
    : {
        basis: 'ownership',
        differences: withAuthors(differences).map(each =>
          unowned.has(each.path) ? { ...each, isUnowned: true as const } : each,
        ),
        total,
        same: diffClassOf(resource, found),
      };
}

import { authorOf } from '../author/authorOf';
import { DifferenceList } from '../diff/DifferenceList';
import { diffObjects } from '../diff/diffObjects';
import { formatDriftPath } from '../paths/driftPath';
import { diffClassOf } from '../same/diffClassOf';
import { copyBounded } from '../values/copyBounded';
import { ownObject } from '../values/json';
import { comparedEvidence, resourceOf } from './comparedEvidence';
import type { DriftEvidence } from './DriftEvidence';
import { foreignPaths } from './foreignPaths';
import { lastApplied } from './lastApplied';
import { unownedItems } from './unownedItems';
import { valueAt } from './valueAt';

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
  const applied = lastApplied(object);
  const compared =
    applied === undefined ? undefined : diffObjects(applied, live);
  if (compared?.isComparable) {
    return compared.total === 0
      ? undefined
      : comparedEvidence('last-applied', compared, { resource, managedFields });
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
        differences: differences.map(each => ({
          ...each,
          authorship: authorOf(managedFields, each.path),
          ...(unowned.has(each.path) && { isUnowned: true as const }),
        })),
        total,
        same: diffClassOf(resource, found),
      };
}

import { ownershipOf } from '../author/ownershipOf';
import { roleOfManager } from '../classes/managers';
import { LAST_APPLIED } from '../normalise/trimMetadata';
import {
  isJsonObject,
  type JsonObject,
  ownObject,
  ownText,
} from '../values/json';

/** Longer than any object that is applied as a whole. */
const MAX_APPLIED = 1024 * 1024;

/**
 * The configuration that was last applied, where whoever delivers still goes by it: an
 * annotation that is left over from before says nothing of today.
 */
export function lastApplied(object: JsonObject): unknown {
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

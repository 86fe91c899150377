import type { ApplicationObject, Destination } from './schema';

const MAX_DEPTH = 20;

/** What Go leaves out when it writes it: empty texts, lists and maps, zero, false. */
function isLeftOut(value: unknown, depth: number): boolean {
  if (!value) return true;
  if (typeof value !== 'object' || depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.length === 0;
  return Object.values(value).every(entry => isLeftOut(entry, depth + 1));
}

/** Whether two values are the same but for what Go leaves out, and for the order of keys. */
function isSame(left: unknown, right: unknown, depth = 0): boolean {
  if (left === right || depth > MAX_DEPTH) return true;
  const isLeftGone = isLeftOut(left, depth);
  const isRightGone = isLeftOut(right, depth);
  if (isLeftGone || isRightGone) return isLeftGone && isRightGone;
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((element, index) => isSame(element, right[index], depth + 1))
    );
  }
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  const [before, after] = [Object(left), Object(right)];
  return [...Object.keys(before), ...Object.keys(after)].every(key =>
    isSame(valueOf(before, key), valueOf(after, key), depth + 1),
  );
}

function valueOf(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isOtherDestination(left: Destination, right: Destination): boolean {
  if (!left || !right) return false;
  // Some versions fill in the server where the specification has the name.
  const differs = (key: 'server' | 'name') =>
    Boolean(left[key] && right[key] && left[key] !== right[key]);
  return (
    differs('server') ||
    differs('name') ||
    (left.namespace ?? '') !== (right.namespace ?? '')
  );
}

/**
 * Whether the status was made from another source or destination than the
 * specification now has. An Application has no `observedGeneration`; this is
 * what Argo CD itself compares before it trusts a status.
 */
export function isComparedWithOlderSpec(
  application: ApplicationObject,
): boolean {
  const { spec, status } = application;
  const comparedTo = status?.sync?.comparedTo;
  if (!spec || !comparedTo) return false;
  if (isOtherDestination(spec.destination, comparedTo.destination)) return true;
  // A hydrated Application is compared with what the hydrator writes.
  if (spec.sourceHydrator) return false;
  if (spec.sources.length) {
    return !isSame(spec.sources, comparedTo.sources);
  }
  return (
    spec.source !== undefined &&
    comparedTo.source !== undefined &&
    !isSame(spec.source, comparedTo.source)
  );
}

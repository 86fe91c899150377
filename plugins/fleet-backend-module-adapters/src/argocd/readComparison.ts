import type { ApplicationObject, Destination } from './schema';

const MAX_DEPTH = 20;

/**
 * A value without what Go leaves out when it writes it (empty texts, lists and
 * maps, zero, false), with sorted keys, so that two ways to write the same
 * source are the same text.
 */
function canonical(value: unknown, depth = 0): unknown {
  if (value === '' || value === 0 || value === false || value === null) {
    return undefined;
  }
  if (typeof value !== 'object') return value;
  if (depth > MAX_DEPTH) return '…';
  if (Array.isArray(value)) {
    return value.length
      ? value.map(element => canonical(element, depth + 1) ?? null)
      : undefined;
  }
  const entries = Object.entries(value)
    .map(([key, entry]) => [key, canonical(entry, depth + 1)] as const)
    .filter(([, entry]) => entry !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return entries.length ? Object.fromEntries(entries) : undefined;
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(canonical(left)) === JSON.stringify(canonical(right));
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

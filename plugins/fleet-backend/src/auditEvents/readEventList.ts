import type { ClusterWrite } from './ClusterWrite';
import { toClusterWrite } from './toClusterWrite';

/** What an API server sent at once. */
export type EventList = {
  writes: { auditId: string; write: ClusterWrite }[];
  events: number;
  malformed: number;
};

/**
 * What is kept of a list of events of `audit.k8s.io/v1`. An event that cannot be understood
 * costs itself alone.
 *
 * @returns nothing where it is no such list
 */
export function readEventList(
  body: unknown,
  limits: { oldest: number; now: number },
): EventList | undefined {
  if (!isRecord(body)) return undefined;
  const { kind, apiVersion, items } = body;
  if (
    kind !== 'EventList' ||
    apiVersion !== 'audit.k8s.io/v1' ||
    !Array.isArray(items)
  ) {
    return undefined;
  }
  const list: EventList = { writes: [], events: items.length, malformed: 0 };
  for (const item of items) {
    const write = toClusterWrite(item, limits);
    if (write === 'malformed') list.malformed += 1;
    else if (write !== 'left-out') {
      list.writes.push({ auditId: String(item.auditID), write });
    }
  }
  return list;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { ClusterWrite } from './ClusterWrite';
import { toClusterWrite } from './toClusterWrite';

/** What an API server sent at once. */
export type EventList = {
  writes: { auditId: string; write: ClusterWrite }[];
  events: number;
  malformed: number;
};

/** Whether something is a list of events of `audit.k8s.io/v1`, whatever its items are. */
export function isEventList(body: unknown): body is { items: unknown[] } {
  if (typeof body !== 'object' || body === null) return false;
  const { kind, apiVersion, items } = body as Record<string, unknown>;
  return (
    kind === 'EventList' &&
    apiVersion === 'audit.k8s.io/v1' &&
    Array.isArray(items)
  );
}

/** What is kept of a list of events. One that cannot be understood costs itself alone. */
export function readEventList(
  { items }: { items: unknown[] },
  limits: { oldest: number; now: number },
): EventList {
  const list: EventList = { writes: [], events: items.length, malformed: 0 };
  for (const item of items) {
    const write = toClusterWrite(item, limits);
    if (write === 'malformed') list.malformed += 1;
    else if (write !== 'left-out') {
      const { auditID } = item as { auditID: string };
      list.writes.push({ auditId: auditID, write });
    }
  }
  return list;
}

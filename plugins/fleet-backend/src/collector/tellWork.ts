import type {
  FleetMetrics,
  ListReason,
  RequestOutcome,
} from '../observability';
import type { WorkCounts } from './messages';

/** Hands on what a thread counted. */
export function tellWork(metrics: FleetMetrics, counts: WorkCounts): void {
  const { requests, lists, objects } = counts;
  for (const [outcome, count] of Object.entries(requests)) {
    metrics.requestsMade(outcome as RequestOutcome, count);
  }
  for (const [reason, count] of Object.entries(lists)) {
    metrics.listed(reason as ListReason, count);
  }
  metrics.objectsRead(objects);
}

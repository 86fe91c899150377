/** How a request to a cluster ended. A closed list, for it is a label. */
export type RequestOutcome =
  | 'answered'
  | 'refused'
  | 'throttled'
  | 'failed'
  | 'unreachable';

/**
 * Why a kind was listed: it is the first list since the cluster was taken up; a watch
 * or the list before it could not be gone on from; or a list before it lost so much that it has to be confirmed. A
 * closed list, for it is a label.
 */
export type ListReason = 'first' | 'again' | 'doubted';

/**
 * What the parts of the backend say while they work: to operators as metrics,
 * and to the health endpoint. A call costs next to nothing and never fails. No
 * name of a cluster, kind or component is ever among it: those are without
 * bounds.
 */
export interface FleetMetrics {
  /** Requests to clusters that ended by themselves. */
  requestsMade(outcome: RequestOutcome, count?: number): void;
  /** Objects of lists and watches: those that were parsed, and those that were known and skipped. */
  objectsRead(counts: { parsed: number; skipped: number }): void;
  /** Lists that were begun. */
  listed(reason: ListReason, count?: number): void;
  /** A transaction with what clusters say committed. */
  written(batch: { durationMs: number; rows: number; deleted: number }): void;
  /** A transaction with what clusters say failed, and is tried again. */
  writeFailed(): void;
  /** Batches that were dropped, for the lease had gone to another replica. */
  writesFenced(count: number): void;
  /** Clusters were derived. */
  derived(batch: { durationMs: number; clusters: number }): void;
  /** A derivation failed, and is tried again. */
  deriveFailed(): void;
  /** The fleet was read for pages. */
  snapshotTaken(snapshot: { durationMs: number; clusters: number }): void;
  /** A request to this API was answered. */
  pageServed(page: {
    operation: string;
    status: number;
    durationMs: number;
  }): void;
}

/** Says it to nobody. */
export const NO_METRICS: FleetMetrics = {
  requestsMade() {},
  objectsRead() {},
  listed() {},
  written() {},
  writeFailed() {},
  writesFenced() {},
  derived() {},
  deriveFailed() {},
  snapshotTaken() {},
  pageServed() {},
};

import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { monotonicNow, type MonotonicClock } from '../leases/DatabaseClock';
import type { FleetMetrics, ListReason, RequestOutcome } from './FleetMetrics';
import { createInstruments, type Instruments } from './instruments';

/** What can be asked of the parts at any time; what a part does not know it leaves out. */
export type Gauges = {
  clustersByState?: Record<string, number>;
  /** What this replica calls itself in the database. */
  replica?: string;
  leases?: number;
  /** Batches that are not in the database yet. */
  writesWaiting?: number;
  /** Asks the database. */
  marksWaiting?: () => Promise<number>;
  threads?: { state: 'running' | 'starting' | 'stopped'; clusters: number }[];
};

/**
 * How long ago what happened, in milliseconds; absent where it never did. By the
 * monotonic clock, which no other machine's time disagrees with.
 */
export type Vitals = {
  startedMs: number;
  lastWriteMs?: number;
  /** For how long every write has failed. */
  writesFailingMs?: number;
  lastDeriveMs?: number;
  /** For how long every derivation has failed. */
  derivingFailingMs?: number;
  fencedWrites: number;
};

type Moment = 'write' | 'writesFailing' | 'derive' | 'derivingFailing';

/**
 * Hears what the parts say of their work, hands it on as metrics, and remembers
 * what the health endpoint tells of this replica.
 */
export class FleetVitals implements FleetMetrics {
  readonly #instruments: Instruments;
  readonly #monotonic: MonotonicClock;
  readonly #at: Record<'started', number> & Partial<Record<Moment, number>>;
  #fencedWrites = 0;
  readonly #sources: (() => Gauges)[] = [];

  static create(options: {
    metrics: MetricsService;
    monotonic?: MonotonicClock;
  }): FleetVitals {
    return new FleetVitals(options);
  }

  private constructor(options: {
    metrics: MetricsService;
    monotonic?: MonotonicClock;
  }) {
    this.#monotonic = options.monotonic ?? monotonicNow;
    this.#at = { started: this.#monotonic() };
    this.#instruments = createInstruments(options.metrics, () => this.gauges());
  }

  /** Adds a part that can be asked; it must not fail. */
  observe(source: () => Gauges): void {
    this.#sources.push(source);
  }

  gauges(): Gauges {
    return Object.assign({}, ...this.#sources.map(source => source()));
  }

  vitals(): Vitals {
    const now = this.#monotonic();
    const ago = (at: number | undefined) =>
      at === undefined ? undefined : now - at;
    return {
      startedMs: now - this.#at.started,
      lastWriteMs: ago(this.#at.write),
      writesFailingMs: ago(this.#at.writesFailing),
      lastDeriveMs: ago(this.#at.derive),
      derivingFailingMs: ago(this.#at.derivingFailing),
      fencedWrites: this.#fencedWrites,
    };
  }

  requestsMade(outcome: RequestOutcome, count = 1): void {
    this.#instruments.requests.add(count, { outcome });
  }

  objectsRead(counts: { parsed: number; skipped: number }): void {
    const { objects } = this.#instruments;
    if (counts.parsed > 0) objects.add(counts.parsed, { known: false });
    if (counts.skipped > 0) objects.add(counts.skipped, { known: true });
  }

  listed(reason: ListReason, count = 1): void {
    this.#instruments.lists.add(count, { reason });
  }

  written(batch: { durationMs: number; rows: number; deleted: number }): void {
    const { writes, rows } = this.#instruments;
    writes.record(batch.durationMs / 1000);
    if (batch.rows > 0) rows.add(batch.rows, { change: 'written' });
    if (batch.deleted > 0) rows.add(batch.deleted, { change: 'deleted' });
    this.#at.write = this.#monotonic();
    this.#at.writesFailing = undefined;
  }

  writeFailed(): void {
    this.#instruments.writeFailures.add(1);
    this.#at.writesFailing ??= this.#monotonic();
  }

  writesFenced(count: number): void {
    this.#instruments.fenced.add(count);
    this.#fencedWrites += count;
    // The database answered.
    this.#at.writesFailing = undefined;
  }

  derived(batch: { durationMs: number; clusters: number }): void {
    const { derivations, derived } = this.#instruments;
    derivations.record(batch.durationMs / 1000);
    derived.add(batch.clusters);
    this.#at.derive = this.#monotonic();
    this.#at.derivingFailing = undefined;
  }

  deriveFailed(): void {
    this.#instruments.deriveFailures.add(1);
    this.#at.derivingFailing ??= this.#monotonic();
  }

  snapshotTaken(snapshot: { durationMs: number; clusters: number }): void {
    this.#instruments.snapshots.record(snapshot.durationMs / 1000);
  }

  pageServed(page: {
    operation: string;
    status: number;
    durationMs: number;
  }): void {
    this.#instruments.pages.record(page.durationMs / 1000, {
      operation: page.operation,
      status: page.status,
    });
  }
}

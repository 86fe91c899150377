import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type {
  FleetMetrics,
  RelistReason,
  RequestOutcome,
} from './FleetMetrics';
import { createInstruments, type Instruments } from './instruments';

/** What can be asked of the parts at any time; what a part does not know it leaves out. */
export type Gauges = {
  clustersByState?: Record<string, number>;
  leases?: number;
  writesWaiting?: number;
  marksWaiting?: number;
  threads?: { state: 'running' | 'starting' | 'stopped'; clusters: number }[];
};

/** When what happened last, milliseconds since 1970; absent where it never did. */
export type Vitals = {
  startedAt: number;
  lastWriteAt?: number;
  /** Since when every write failed. */
  writesFailingSince?: number;
  lastDeriveAt?: number;
  /** Since when every derivation failed. */
  derivingFailingSince?: number;
  fencedWrites: number;
};

/**
 * Hears what the parts say of their work, hands it on as metrics, and remembers
 * what the health endpoint tells of this replica.
 */
export class FleetVitals implements FleetMetrics {
  readonly #instruments: Instruments;
  readonly #now: () => number;
  readonly #vitals: Vitals;
  readonly #sources: (() => Gauges)[] = [];

  static create(options: {
    metrics: MetricsService;
    /** Milliseconds since 1970. */
    now?: () => number;
  }): FleetVitals {
    return new FleetVitals(options);
  }

  private constructor(options: {
    metrics: MetricsService;
    now?: () => number;
  }) {
    this.#now = options.now ?? Date.now;
    this.#vitals = { startedAt: this.#now(), fencedWrites: 0 };
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
    return { ...this.#vitals };
  }

  requestsMade(outcome: RequestOutcome, count = 1): void {
    this.#instruments.requests.add(count, { outcome });
  }

  objectsRead(counts: { parsed: number; skipped: number }): void {
    const { objects } = this.#instruments;
    if (counts.parsed > 0) objects.add(counts.parsed, { known: false });
    if (counts.skipped > 0) objects.add(counts.skipped, { known: true });
  }

  relisted(reason: RelistReason): void {
    this.#instruments.lists.add(1, { reason });
  }

  written(batch: { durationMs: number; rows: number; deleted: number }): void {
    const { writes, rows } = this.#instruments;
    writes.record(batch.durationMs / 1000);
    if (batch.rows > 0) rows.add(batch.rows, { change: 'written' });
    if (batch.deleted > 0) rows.add(batch.deleted, { change: 'deleted' });
    this.#vitals.lastWriteAt = this.#now();
    delete this.#vitals.writesFailingSince;
  }

  writeFailed(): void {
    this.#instruments.writeFailures.add(1);
    this.#vitals.writesFailingSince ??= this.#now();
  }

  writesFenced(count: number): void {
    this.#instruments.fenced.add(count);
    this.#vitals.fencedWrites += count;
  }

  derived(batch: {
    durationMs: number;
    clusters: number;
    oldestMarkMs?: number;
  }): void {
    const { derivations, derived, markAge } = this.#instruments;
    derivations.record(batch.durationMs / 1000);
    derived.add(batch.clusters);
    if (batch.oldestMarkMs !== undefined) {
      markAge.record(batch.oldestMarkMs / 1000);
    }
    this.#vitals.lastDeriveAt = this.#now();
    delete this.#vitals.derivingFailingSince;
  }

  deriveFailed(): void {
    this.#instruments.deriveFailures.add(1);
    this.#vitals.derivingFailingSince ??= this.#now();
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

import type { Knex } from 'knex';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { NO_METRICS, type FleetMetrics } from '../../observability';
import { readRevision } from '../../store/bumpRevision';
import { ClusterRows } from './clusterRows';
import type { FleetSnapshot } from './FleetSnapshot';
import { takeSnapshot } from './takeSnapshot';

/** Taken at most so often, for all who ask. */
const LEAST_INTERVAL_MS = 200;
/** Taking snapshots fills at most one part in so many of the time. */
const SHARE = 10;
/** What has no revision, such as when a cluster was last seen, is at most so old. */
const LONGEST_AGE_MS = 5_000;
/** Nobody is made to wait while what is held is younger than this. */
const SERVED_AGE_MS = 2_000;
/** While somebody has asked within this time, a change is read before it is asked for. */
const LOOKED_AT_MS = 30_000;

/**
 * Holds the newest snapshot of the fleet, and takes a new one when the revision
 * moved: once for all who ask, and never more often than the thread can bear.
 * A snapshot says which revision it has; who has heard of a newer one asks
 * again.
 */
export class FleetSnapshots {
  readonly #knex: Knex;
  readonly #entities: () => EntityIndex;
  readonly #now: () => number;
  readonly #monotonic: () => number;
  readonly #rows: ClusterRows;
  readonly #metrics: Pick<FleetMetrics, 'snapshotTaken'>;
  #held: { snapshot: FleetSnapshot; at: number } | undefined;
  #taking: Promise<FleetSnapshot> | undefined;
  #notBefore = 0;
  #askedAt: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #taken = 0;

  static create(options: {
    knex: Knex;
    entities: () => EntityIndex;
    /** Milliseconds since 1970. */
    now?: () => number;
    /** Milliseconds since any moment; never goes back. */
    monotonic?: () => number;
    metrics?: Pick<FleetMetrics, 'snapshotTaken'>;
  }): FleetSnapshots {
    return new FleetSnapshots(options);
  }

  private constructor(options: {
    knex: Knex;
    entities: () => EntityIndex;
    now?: () => number;
    monotonic?: () => number;
    metrics?: Pick<FleetMetrics, 'snapshotTaken'>;
  }) {
    this.#knex = options.knex;
    this.#entities = options.entities;
    this.#now = options.now ?? Date.now;
    this.#monotonic = options.monotonic ?? (() => performance.now());
    this.#metrics = options.metrics ?? NO_METRICS;
    this.#rows = new ClusterRows(options.knex);
  }

  /** The newest that was taken, however old; nothing is read for it. */
  get held(): FleetSnapshot | undefined {
    return this.#held?.snapshot;
  }

  /** How many were taken so far. */
  get taken(): number {
    return this.#taken;
  }

  /**
   * The newest snapshot that can be had without waiting for long.
   *
   * @throws Error when the database does not answer: what is held would then
   *   pass for what is so now
   */
  async latest(): Promise<FleetSnapshot> {
    const now = this.#monotonic();
    this.#askedAt = now;
    const held = this.#held;
    if (!held) return this.#take();
    const revision = await readRevision({ knex: this.#knex });
    const age = this.#monotonic() - held.at;
    if (held.snapshot.revision === revision && age < LONGEST_AGE_MS) {
      return held.snapshot;
    }
    const isResting = !this.#taking && this.#monotonic() < this.#notBefore;
    if (isResting && age < SERVED_AGE_MS) {
      this.#takeSoon();
      return held.snapshot;
    }
    return this.#take();
  }

  /** Something visible changed: where somebody looks, it is read at once. */
  revisionChanged(): void {
    if (
      this.#askedAt !== undefined &&
      this.#monotonic() - this.#askedAt < LOOKED_AT_MS
    ) {
      this.#takeSoon();
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#taking?.catch(() => undefined);
  }

  #takeSoon(): void {
    if (this.#timer || this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      // Who asks is told what is wrong; here nobody does.
      this.#take().catch(() => undefined);
    }, Math.max(0, this.#notBefore - this.#monotonic()));
    this.#timer.unref();
  }

  #take(): Promise<FleetSnapshot> {
    this.#taking ??= this.#takeNow().finally(() => {
      this.#taking = undefined;
    });
    return this.#taking;
  }

  async #takeNow(): Promise<FleetSnapshot> {
    const started = this.#monotonic();
    const snapshot = await takeSnapshot({
      knex: this.#knex,
      entities: this.#entities(),
      now: this.#now(),
      elapsed: started,
      rows: this.#rows,
      previous: this.#held?.snapshot,
    });
    const done = this.#monotonic();
    this.#taken += 1;
    this.#metrics.snapshotTaken({
      durationMs: done - started,
      clusters: snapshot.clusters.length,
    });
    this.#held = { snapshot, at: started };
    this.#notBefore =
      done + Math.max(LEAST_INTERVAL_MS, (done - started) * (SHARE - 1));
    return snapshot;
  }
}

import { hostname } from 'node:os';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Fence } from '../store/fence';
import { claimLeases, type ClaimedLease } from './claimLeases';
import { createLeases } from './createLeases';
import {
  DatabaseClock,
  monotonicNow,
  type MonotonicClock,
} from './DatabaseClock';
import { fairShare } from './fairShare';
import { heartbeat } from './heartbeat';
import { readShares } from './readShares';
import { releaseLeases } from './releaseLeases';
import { removeReplica } from './removeReplica';
import { newReplicaId } from './newReplicaId';
import { renewLeases } from './renewLeases';

/** What changes hands is told to whoever collects, derives and writes. */
export interface LeaseListener {
  /** From now on these clusters are this replica's. */
  acquired(leases: ClaimedLease[]): Promise<void>;
  /** They are somebody else's, or may be: nothing may be said of them any more. */
  lost(clusterIds: string[], reason: string): void;
  /** They are about to be handed back: what is known of them is to be written by when this resolves. */
  handingBack(clusterIds: string[]): Promise<void>;
}

/** Times in milliseconds, and how much may move at once. */
export type LeaseOptions = {
  /** A lease that is not renewed for so long may be claimed by others. */
  leaseMs: number;
  renewMs: number;
  /** How often a replica looks for what is free, and for whether it holds too much. */
  claimMs: number;
  /**
   * After so long without a renewal a replica stops reading clusters. Longer than
   * a lease: what it writes is fenced, and while no replica reaches the database
   * none can take over.
   */
  abandonMs: number;
  /** At most so many clusters are handed back at once. */
  handBackAtOnce: number;
};

const DEFAULTS: LeaseOptions = {
  leaseMs: 15_000,
  renewMs: 5_000,
  claimMs: 1_000,
  abandonMs: 60_000,
  handBackAtOnce: 32,
};

type Held = Fence & { order: number; since: number };

/**
 * Shares the clusters with the other replicas of the backend: claims what is
 * free up to its fair share, renews what it holds, hands back what is too much
 * once another lacks it, and all at the end. Leases are judged by the database's
 * clock alone; our own decides only when we must take ours for lost.
 */
export class LeaseKeeper {
  readonly holder: string;
  readonly clock: DatabaseClock;
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #listener: LeaseListener;
  readonly #clusters: LeaseKeeperOptions['clusters'];
  readonly #options: LeaseOptions;
  readonly #monotonic: MonotonicClock;
  readonly #process: string;
  readonly #held = new Map<string, Held>();
  #owned: ReadonlySet<string> | undefined;
  #lastOrder = 0;
  #replicas = 1;
  #renewedAt: number;
  #createAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #ticking: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;
  #failing = false;
  #stopped = false;

  static create(options: LeaseKeeperOptions): LeaseKeeper {
    return new LeaseKeeper(options);
  }

  private constructor(options: LeaseKeeperOptions) {
    this.holder = options.holder ?? newReplicaId();
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#listener = options.listener;
    this.#clusters = options.clusters;
    this.#options = { ...DEFAULTS, ...options.options };
    this.#monotonic = options.monotonic ?? monotonicNow;
    this.#process =
      options.process ?? `${hostname()}:${process.pid}`.slice(0, 300);
    this.clock = new DatabaseClock(this.#monotonic);
    this.#renewedAt = this.#monotonic() - this.#options.renewMs;
  }

  /** Looks for clusters to claim from now on, at once and again and again. */
  async start(): Promise<void> {
    await this.tick();
    this.#schedule();
  }

  /** What entitles this replica to write what a cluster says; nothing while it does not hold it. */
  fenceOf(clusterId: string): Fence | undefined {
    const held = this.#held.get(clusterId);
    return held && { clusterId, holder: held.holder, epoch: held.epoch };
  }

  /** The ids of the clusters that this replica holds now. */
  owned(): ReadonlySet<string> {
    this.#owned ??= new Set(this.#held.keys());
    return this.#owned;
  }

  /** How many replicas live, this one included, as of the last look. */
  replicas(): number {
    return this.#replicas;
  }

  /** Something may be free now, or no longer wanted. */
  nudge(): void {
    this.#createAt = -Infinity;
    void this.tick();
  }

  /** A write was fenced: what is ours is looked up before anything else is done. */
  doubt(): void {
    this.#renewedAt = Math.min(
      this.#renewedAt,
      this.#monotonic() - this.#options.renewMs,
    );
    void this.tick();
  }

  /** One look. Looks follow one another; those asked for while one waits are one. */
  tick(): Promise<void> {
    this.#waiting ??= this.#ticking.then(async () => {
      this.#waiting = undefined;
      if (!this.#stopped) await this.#tick();
    });
    this.#ticking = this.#waiting;
    return this.#waiting;
  }

  /**
   * Hands everything back and leaves.
   *
   * @param options.derived - what all was derived with, where nothing that was
   *   marked has been taken and not derived
   */
  async stop(options: { derived?: string } = {}): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#ticking;
    const ids = [...this.#held.keys()];
    try {
      await this.#listener.handingBack(ids);
      this.#drop(ids);
      await this.#bounded(
        removeReplica({ knex: this.#knex, id: this.holder, ...options }),
      );
    } catch (error) {
      // They expire by themselves.
      this.#logger.warn(
        'Handing clusters back failed; others take over when the leases end',
        error as Error,
      );
    }
  }

  /** Ends as a process does that is killed: for tests. */
  async crash(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#ticking;
  }

  #schedule(): void {
    if (this.#stopped) return;
    const { claimMs } = this.#options;
    // Not all at the same moment: each sees what the one before it did.
    const delay = claimMs * (0.75 + Math.random() / 2);
    this.#timer = setTimeout(() => {
      void this.tick().then(() => this.#schedule());
    }, delay);
    this.#timer.unref();
  }

  async #tick(): Promise<void> {
    const { renewMs, abandonMs } = this.#options;
    try {
      if (this.#monotonic() - this.#renewedAt >= renewMs) await this.#renew();
      await this.#share();
      this.#failing = false;
    } catch (error) {
      if (!this.#failing && !this.#stopped) {
        this.#logger.error(
          'Looking after the leases of clusters failed and is tried again',
          error as Error,
        );
      }
      this.#failing = true;
      if (
        this.#held.size > 0 &&
        this.#monotonic() - this.#renewedAt > abandonMs
      ) {
        this.#lose(
          [...this.#held.keys()],
          'the database did not answer in time to renew the lease',
        );
      }
    }
  }

  async #renew(): Promise<void> {
    const { leaseMs } = this.#options;
    const knex = this.#knex;
    const askedAt = this.#monotonic();
    const time = await this.#bounded(
      heartbeat({ knex, id: this.holder, process: this.#process, leaseMs }),
    );
    this.clock.heard(time, askedAt);
    const fences = await this.#bounded(
      renewLeases({ knex, holder: this.holder, leaseMs }),
    );
    this.#renewedAt = askedAt;
    const mine = new Map(fences.map(fence => [fence.clusterId, fence]));
    this.#lose(
      [...this.#held.values()].flatMap(({ clusterId, epoch }) =>
        mine.get(clusterId)?.epoch === epoch ? [] : [clusterId],
      ),
      'another replica reads it now',
    );
    // Claimed by a statement whose answer was lost.
    await this.#take(
      fences.filter(({ clusterId }) => !this.#held.has(clusterId)),
    );
  }

  async #share(): Promise<void> {
    const knex = this.#knex;
    const { leaseMs, handBackAtOnce } = this.#options;
    const { readable, known } = this.#clusters();
    const now = this.#monotonic();
    if (now >= this.#createAt) {
      await this.#bounded(createLeases({ knex }));
      this.#createAt = now + 10 * leaseMs;
    }
    const shares = await this.#bounded(readShares({ knex }));
    this.#replicas = Math.max(1, shares.held.size);
    const { claim, handBack } = fairShare(shares, this.holder);
    const claimed = { knex, holder: this.holder, leaseMs };
    if (shares.free > 0) {
      await this.#claim({ ...claimed, clusterIds: readable, limit: claim });
      // What nobody took for a while, whosever turn it is: perhaps no other can.
      await this.#claim({
        ...claimed,
        clusterIds: known,
        limit: Math.max(claim, handBackAtOnce),
        freeForMs: this.#replicas > 1 ? 2 * leaseMs : 0,
      });
    }
    const keep = new Set(known);
    const canRead = new Set(readable);
    const back = new Set(
      [...this.#held.values()]
        .filter(
          ({ clusterId, since }) =>
            !keep.has(clusterId) ||
            // Another may know how to get in.
            (this.#replicas > 1 &&
              !canRead.has(clusterId) &&
              now - since > 4 * leaseMs),
        )
        .map(({ clusterId }) => clusterId),
    );
    const youngest = [...this.#held.values()]
      .filter(({ clusterId }) => !back.has(clusterId))
      .sort((a, b) => b.order - a.order);
    for (const { clusterId } of youngest.slice(
      0,
      Math.min(handBack, handBackAtOnce),
    )) {
      back.add(clusterId);
    }
    if (back.size > 0) await this.#handBack([...back]);
  }

  async #claim(options: Parameters<typeof claimLeases>[0]): Promise<void> {
    await this.#take(await this.#bounded(claimLeases(options)));
  }

  async #take(fences: ClaimedLease[]): Promise<void> {
    if (fences.length === 0) return;
    // Under another epoch than before it was nobody's for a moment, or somebody
    // else's: what was read under the old one must not be written under the new one.
    this.#lose(
      fences.flatMap(({ clusterId }) =>
        this.#held.has(clusterId) ? [clusterId] : [],
      ),
      'its lease had ended',
    );
    const since = this.#monotonic();
    for (const { clusterId, holder, epoch } of fences) {
      this.#lastOrder += 1;
      this.#held.set(clusterId, {
        clusterId,
        holder,
        epoch,
        order: this.#lastOrder,
        since,
      });
    }
    this.#owned = undefined;
    try {
      await this.#listener.acquired(fences);
    } catch (error) {
      // Found again with the next renewal. Whatever has begun ends: what it reads
      // until then is not written, and it would not say so again.
      const ids = fences.map(({ clusterId }) => clusterId);
      this.#drop(ids);
      this.#listener.lost(ids, 'taking them up failed');
      this.#renewedAt -= this.#options.renewMs;
      throw error;
    }
  }

  #drop(clusterIds: string[]): void {
    for (const clusterId of clusterIds) this.#held.delete(clusterId);
    this.#owned = undefined;
  }

  #lose(clusterIds: string[], reason: string): void {
    if (clusterIds.length === 0) return;
    this.#drop(clusterIds);
    this.#logger.warn('Clusters are no longer read by this replica', {
      clusters: clusterIds.length,
      reason,
    });
    this.#listener.lost(clusterIds, reason);
  }

  async #handBack(clusterIds: string[]): Promise<void> {
    await this.#listener.handingBack(clusterIds);
    this.#drop(clusterIds);
    await this.#bounded(
      releaseLeases({ knex: this.#knex, holder: this.holder, clusterIds }),
    );
  }

  /** Waits for the database no longer than a lease lasts. What is done late is found with the next renewal. */
  async #bounded<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error('the database did not answer in time')),
        this.#options.leaseMs,
      );
      timer.unref();
    });
    work.catch(() => undefined);
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

export type LeaseKeeperOptions = {
  /** The id of this replica, never used before; a new one by default. */
  holder?: string;
  knex: Knex;
  logger: LoggerService;
  listener: LeaseListener;
  /** The ids of all present clusters, and of those that this replica knows how to read, or not to ask. */
  clusters: () => { readable: string[]; known: string[] };
  options?: Partial<LeaseOptions>;
  monotonic?: MonotonicClock;
  /** What names this process to people. */
  process?: string;
};

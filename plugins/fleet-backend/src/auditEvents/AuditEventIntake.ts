import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { KnownCluster } from '../clusters/ClusterRegistry';
import { DEFAULT_AUDIT_EVENTS, type DriftConfig } from '../config/driftSchema';
import { DAY_MS } from '../history/retention';
import { Allowance } from './Allowance';
import { insertWrites } from './insertWrites';
import { noteReceived, type Received } from './noteReceived';
import { pruneClusterWrites } from './pruneClusterWrites';
import { isEventList, readEventList } from './readEventList';
import { Webhooks } from './Webhooks';

/** Of one request: some thousand events as an API server writes them. */
export const LONGEST_LIST = 2 * 1024 * 1024;
/** To read as much takes some hundredths of a second, on the thread that serves pages. */
const BYTES_PER_SECOND = 1024 * 1024;
const BYTES_AT_ONCE = 4 * 1024 * 1024;
/** What a request costs that holds nothing. */
const LEAST_BYTES = 16 * 1024;
const MOST_EVENTS = 2_000;
const EVENTS_PER_SECOND = 1_000;
const EVENTS_AT_ONCE = 5_000;
/** Of one cluster: several API servers send at the same time. */
const MOST_AT_A_TIME = 4;
/** Whoever waits longer asks again. */
const WAIT_MS = 5_000;
const NOTE_MS = 5_000;
/** After so many new ones it is looked whether they are too many. */
const PRUNE_AFTER = 1_000;

const TOO_MUCH = 'Too much was sent. Log less: see docs/drift.md.';

/** Why something is not taken, as HTTP tells it. */
export type NotTaken = { status: number; reason: string; retryAfter?: number };

type Cluster = {
  bytes: Allowance;
  events: Allowance;
  atATime: number;
  newWrites: number;
  received?: Received;
};

/**
 * Takes what API servers send of their audit logs. It is answered once it is kept, so that what
 * is lost on the way is sent again, and it is the same then. What one cluster sends is bounded
 * by itself: in bytes, in requests at a time, and in what is kept of it.
 */
export class AuditEventIntake {
  readonly webhooks: Webhooks;
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #monotonic: () => number;
  readonly #settings: typeof DEFAULT_AUDIT_EVENTS;
  readonly #clusters = new Map<string, Cluster>();
  readonly #timer: NodeJS.Timeout | undefined;
  #noting: Promise<void> = Promise.resolve();

  static create(options: {
    knex: Knex;
    logger: LoggerService;
    drift: DriftConfig;
    clusters: () => readonly KnownCluster[];
    /** Milliseconds since 1970. */
    now: () => number;
    monotonic?: () => number;
  }): AuditEventIntake {
    return new AuditEventIntake(options);
  }

  private constructor(
    options: Parameters<(typeof AuditEventIntake)['create']>[0],
  ) {
    const { drift, clusters } = options;
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#now = options.now;
    this.#monotonic = options.monotonic ?? (() => performance.now());
    this.#settings = drift.auditEvents ?? DEFAULT_AUDIT_EVENTS;
    this.webhooks = new Webhooks({
      webhooks: drift.auditWebhooks ?? [],
      clusters,
    });
    if (this.webhooks.isEmpty) return;
    this.#timer = setInterval(() => void this.note(), NOTE_MS);
    this.#timer.unref();
  }

  /**
   * Lets a request in whose sender may send something, before it is read.
   *
   * @param name - of the cluster, as the configuration calls it
   * @param bytes - how long it says that it is
   * @returns why not; or the cluster, for which `done` has to be called
   */
  admit(
    name: string,
    bytes: number | undefined,
  ): NotTaken | { clusterId: string; done: () => void } {
    const clusterId = this.webhooks.clusterOf(name);
    if (clusterId === undefined) {
      return {
        status: 503,
        reason:
          'The cluster is not known, or not which of several it is. Look at the problems of the configuration that the portal tells.',
        retryAfter: 30,
      };
    }
    const cluster = this.#of(clusterId);
    const refused = (status: number, reason: string, retryAfter?: number) => {
      this.#count(clusterId, { refused: 1 });
      return { status, reason, ...(retryAfter ? { retryAfter } : {}) };
    };
    if (bytes === undefined) {
      return refused(411, 'The request does not say how long it is.');
    }
    if (bytes > LONGEST_LIST) {
      return refused(
        413,
        `The list is longer than ${LONGEST_LIST} bytes. Set --audit-webhook-batch-max-size to less.`,
      );
    }
    if (cluster.atATime >= MOST_AT_A_TIME) {
      return refused(429, 'Too many requests at a time.', 1);
    }
    const retryAfter = cluster.bytes.take(Math.max(bytes, LEAST_BYTES));
    if (retryAfter > 0) {
      return refused(429, TOO_MUCH, retryAfter);
    }
    cluster.atATime += 1;
    return {
      clusterId,
      done: () => {
        cluster.atATime -= 1;
      },
    };
  }

  /**
   * Keeps what there is to keep of a list of events.
   *
   * @returns why it could not be; nothing once it is kept
   */
  async take(clusterId: string, body: unknown): Promise<NotTaken | undefined> {
    const now = this.#now();
    if (!isEventList(body)) {
      this.refused(clusterId);
      return {
        status: 400,
        reason: 'This is no EventList of audit.k8s.io/v1.',
      };
    }
    const notTaken = this.#judge(clusterId, body.items.length);
    if (notTaken) {
      this.refused(clusterId);
      return notTaken;
    }
    const list = readEventList(body, {
      oldest: now - this.#settings.keepDays * DAY_MS,
      now,
    });
    const { writes, events, malformed } = list;
    try {
      await this.#insert(clusterId, writes);
    } catch (error) {
      this.refused(clusterId);
      this.#logger.error(
        `What an API server sent of its audit log could not be kept: ${codeOf(
          error,
        )}`,
      );
      return {
        status: 503,
        reason: 'It could not be kept.',
        retryAfter: 10,
      };
    }
    this.#count(clusterId, { events, malformed, kept: writes.length });
    return undefined;
  }

  /** Counts a request that could not be read. */
  refused(clusterId: string): void {
    this.#count(clusterId, { refused: 1 });
  }

  /** Notes in the database what came. */
  note(): Promise<void> {
    this.#noting = this.#noting.then(() => this.#note());
    return this.#noting;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.note();
  }

  /** Whether so many events are too many. */
  #judge(clusterId: string, events: number): NotTaken | undefined {
    if (events > MOST_EVENTS) {
      return {
        status: 413,
        reason: `The list has more than ${MOST_EVENTS} events. Set --audit-webhook-batch-max-size to less.`,
      };
    }
    const retryAfter = this.#of(clusterId).events.take(events);
    return retryAfter > 0
      ? { status: 429, reason: TOO_MUCH, retryAfter }
      : undefined;
  }

  async #insert(
    clusterId: string,
    writes: Parameters<typeof insertWrites>[0]['writes'],
  ): Promise<void> {
    if (writes.length === 0) return;
    const knex = this.#knex;
    const cluster = this.#of(clusterId);
    await inTime(insertWrites({ knex, clusterId, writes }));
    cluster.newWrites += writes.length;
    if (cluster.newWrites < PRUNE_AFTER) return;
    cluster.newWrites = 0;
    // The sender does not wait for it; what is too much is looked for again.
    pruneClusterWrites({
      knex,
      clusterId,
      most: this.#settings.perCluster,
    }).catch(error => {
      cluster.newWrites = PRUNE_AFTER;
      this.#logger.error(
        `Old writes to a cluster could not be forgotten: ${codeOf(error)}`,
      );
    });
  }

  async #note(): Promise<void> {
    for (const [clusterId, cluster] of this.#clusters) {
      const { received } = cluster;
      if (!received) continue;
      cluster.received = undefined;
      try {
        await noteReceived({ knex: this.#knex, clusterId, received });
      } catch (error) {
        cluster.received = sumOf(received, cluster.received);
        this.#logger.error(
          'That an API server sent its audit log could not be noted',
          error as Error,
        );
      }
    }
  }

  #of(clusterId: string): Cluster {
    const known = this.#clusters.get(clusterId);
    if (known) return known;
    const cluster: Cluster = {
      bytes: new Allowance({
        perSecond: BYTES_PER_SECOND,
        atOnce: BYTES_AT_ONCE,
        monotonic: this.#monotonic,
      }),
      events: new Allowance({
        perSecond: EVENTS_PER_SECOND,
        atOnce: EVENTS_AT_ONCE,
        monotonic: this.#monotonic,
      }),
      atATime: 0,
      // What other replicas had kept before may be too much already.
      newWrites: PRUNE_AFTER,
    };
    this.#clusters.set(clusterId, cluster);
    return cluster;
  }

  #count(
    clusterId: string,
    counts: Partial<
      Pick<Received, 'events' | 'kept' | 'malformed' | 'refused'>
    >,
  ): void {
    const { events = 0, kept = 0, malformed = 0, refused = 0 } = counts;
    const at = this.#now();
    const cluster = this.#of(clusterId);
    cluster.received = sumOf(
      {
        firstAt: at,
        lastAt: at,
        ...(malformed + refused > 0 ? { lostAt: at } : {}),
        events,
        kept,
        malformed,
        refused,
      },
      cluster.received,
    );
  }
}

/** What is wrong, without the statement: what it was to keep stands in it. */
function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'unknown');
}

function sumOf(one: Received, other: Received | undefined): Received {
  if (!other) return one;
  const lostAt = Math.max(one.lostAt ?? -Infinity, other.lostAt ?? -Infinity);
  return {
    firstAt: Math.min(one.firstAt, other.firstAt),
    lastAt: Math.max(one.lastAt, other.lastAt),
    ...(Number.isFinite(lostAt) ? { lostAt } : {}),
    events: one.events + other.events,
    kept: one.kept + other.kept,
    malformed: one.malformed + other.malformed,
    refused: one.refused + other.refused,
  };
}

/** Work that somebody waits for; it goes on where he does not wait any more. */
async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        timer = setTimeout(
          () => reject(new Error(`It took longer than ${WAIT_MS} ms`)),
          WAIT_MS,
        );
      }),
    ]);
  } finally {
    clearTimeout(timer);
    // Nobody may be left to hear how it ends.
    work.catch(() => undefined);
  }
}

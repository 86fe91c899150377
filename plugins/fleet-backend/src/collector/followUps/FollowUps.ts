import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import type {
  AdapterFollowUp,
  AdapterWatch,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  KubernetesError,
  type Clock,
  type KubernetesClient,
  type ReflectorState,
} from '@fleetview/kube-watch';
import { grantOf } from '../../coverage/grantOf';
import type { ClusterSink } from '../ClusterCollector';
import { hashFacts } from '../hashFacts';
import type { ObjectChange, WatchKey } from '../messages';
import { prepareFacts } from '../prepareFacts';
import { stateOf } from '../stateOf';
import type { ThreadShare } from '../ThreadShare';
import { AilingQueue, type Ailing } from './AilingQueue';
import { readFollowUp, type FollowedUp } from './readFollowUp';
import { fromLines } from './storedLines';
import { urgencyOf } from './urgencyOf';

/** Objects of one cluster that are read at once. */
const AT_ONCE = 2;
/** And in a minute. */
const A_MINUTE = 12;
const MINUTE_MS = 60_000;
/** A cluster that does not answer is left alone for so long, twice as long each further time. */
const PAUSE_MS = 30_000;
const PAUSE_CAP_MS = 10 * 60_000;
/** The store is asked again what was not kept, at most so often. */
const REFILL_MS = 5 * 60_000;

/** Hears of every object of a kind that its collector maps, or sees go. */
export type Followed = {
  seen(object: { uid: string; facts: Fact[]; hash: string }): void;
  gone(uid: string): void;
};

type Told = { state: ReflectorState; reason?: string };

/**
 * Reads, of one cluster, why objects are not well: what collectors map tells which,
 * and the store which there were before this thread began. A few at a time, so many
 * a minute, namespaces in turn; what is well or gone is taken out of the store.
 */
export class FollowUps {
  readonly #options: FollowUpsOptions;
  readonly #byAdapter: ReadonlyMap<string, FleetAdapter>;
  readonly #queue: AilingQueue;
  /** What is in the store, by uid, with its adapter. */
  readonly #diagnosed = new Map<string, string>();
  readonly #told = new Map<string, Told>();
  readonly #reading = new Set<Promise<void>>();
  readonly #ending = new Set<Promise<void>>();
  /** What was well before it was known what the store has of it. */
  #well: Set<string> | undefined = new Set();
  /** When the last ones were begun. */
  #begun: number[] = [];
  #pausedUntil = 0;
  #failures = 0;
  #refilledAt = 0;
  #wake = new AbortController();

  constructor(options: FollowUpsOptions) {
    this.#options = options;
    this.#queue = new AilingQueue(options.most ? { most: options.most } : {});
    this.#byAdapter = new Map(
      options.adapters.flatMap(adapter =>
        adapter.followUp ? [[adapter.id, adapter] as const] : [],
      ),
    );
  }

  /** Where a kind's collector tells what it sees; undefined for kinds that nobody follows up. */
  of(
    adapter: string,
    watch: Pick<AdapterWatch, 'kind'>,
    version: string,
  ): Followed | undefined {
    const { kind } = watch;
    if (!this.#byAdapter.get(adapter)?.followUp?.of.includes(kind)) {
      return undefined;
    }
    return {
      seen: ({ uid, facts, hash }) => {
        const urgency = urgencyOf(facts);
        if (urgency === 'over') this.#end(uid);
        if (urgency === 'over' || urgency === 'keep') return;
        const [{ source }] = facts;
        const { namespace, name } = source;
        if (!namespace) return;
        this.#queue.put(
          { uid, adapter, kind, version, namespace, name },
          { isGrave: urgency === 'now', said: hash, now: this.#now() },
        );
        this.#well?.delete(uid);
        this.#wake.abort();
      },
      gone: uid => this.#end(uid),
    };
  }

  /** Goes on until the signal ends it; resolves when nothing is under way any more. */
  async run(): Promise<void> {
    const { signal } = this.#options;
    if (this.#byAdapter.size === 0) return;
    await this.#refill();
    while (!signal.aborted) {
      this.#wake = new AbortController();
      const waitMs = this.#begin();
      await this.#sleep(waitMs);
      const isDue = this.#now() - this.#refilledAt >= REFILL_MS;
      if (isDue && this.#queue.takeRoom()) await this.#refill();
    }
    await Promise.allSettled([...this.#reading, ...this.#ending]);
  }

  #now(): number {
    return this.#options.clock.now();
  }

  async #sleep(ms: number): Promise<void> {
    const { clock, signal } = this.#options;
    await clock
      .sleep(ms, AbortSignal.any([signal, this.#wake.signal]))
      .catch(() => undefined);
  }

  /** Learns what the store knows, which no watch that goes on from there tells again. */
  async #refill(): Promise<void> {
    this.#refilledAt = this.#now();
    for (const adapter of this.#byAdapter.values()) {
      const key = keyOf(adapter);
      const { lines } = await this.#options.sink.stored(key, {
        fingerprint: '',
      });
      if (this.#options.signal.aborted) return;
      const { ailing, diagnosed } = fromLines(lines);
      for (const { isGrave, ...each } of ailing) {
        this.#queue.put(
          { ...each, adapter: adapter.id },
          { isGrave, now: this.#now() },
        );
      }
      for (const { uid, isOver } of diagnosed) {
        this.#diagnosed.set(uid, adapter.id);
        // Unless a watch has told otherwise meanwhile.
        const isWell = isOver && !this.#queue.has(uid);
        if (isWell || this.#well?.has(uid)) this.#end(uid);
      }
    }
    this.#well = undefined;
  }

  /** Begins what is due and may be, and says how long there is nothing to do. */
  #begin(): number {
    for (;;) {
      const now = this.#now();
      this.#begun = this.#begun.filter(at => now - at < MINUTE_MS);
      const { dueAt } = this.#queue;
      if (dueAt === undefined || this.#reading.size >= AT_ONCE) {
        return MINUTE_MS;
      }
      const mayAt = Math.max(
        dueAt,
        this.#pausedUntil,
        this.#begun.length < A_MINUTE ? 0 : this.#begun[0] + MINUTE_MS,
      );
      if (mayAt > now) return Math.min(mayAt - now, MINUTE_MS);
      const ailing = this.#queue.take(now);
      if (!ailing) return MINUTE_MS;
      this.#begun.push(now);
      const reading = this.#follow(ailing)
        // What could not be handed over ends nobody else.
        .catch(() => this.#queue.giveBack(ailing.uid))
        .finally(() => {
          this.#reading.delete(reading);
          this.#wake.abort();
        });
      this.#reading.add(reading);
    }
  }

  async #follow(ailing: Ailing): Promise<void> {
    const { share, signal, client } = this.#options;
    const adapter = this.#byAdapter.get(ailing.adapter);
    const watch = adapter?.watches.find(({ kind }) => kind === ailing.kind);
    const followUp = adapter?.followUp;
    if (!adapter || !watch || !followUp) return;
    const release = await share.followUps.admit(signal);
    let followed: FollowedUp;
    try {
      followed = await readFollowUp({
        client,
        followUp,
        watch,
        ailing,
        signal,
        wallClock: this.#options.wallClock ?? Date.now,
      });
    } catch (error) {
      if (signal.aborted) return;
      this.#failed(keyOf(adapter), error);
      this.#queue.read(ailing.uid, this.#timing());
      return;
    } finally {
      release();
    }
    this.#failures = 0;
    switch (followed.type) {
      case 'well':
        this.#end(ailing.uid);
        break;
      case 'gone':
        // That it is gone is its watch's to say.
        this.#queue.remove(ailing.uid);
        break;
      default:
        this.#queue.read(ailing.uid, this.#timing());
        await this.#keep({ ailing, adapter, followUp, followed });
    }
  }

  #timing(): { now: number; random: () => number } {
    return { now: this.#now(), random: this.#options.random ?? Math.random };
  }

  async #keep(read: {
    ailing: Ailing;
    adapter: FleetAdapter;
    followUp: AdapterFollowUp;
    followed: Extract<FollowedUp, { type: 'read' }>;
  }): Promise<void> {
    const { ailing, adapter, followUp, followed } = read;
    const { mapped, refusals, isAny } = followed;
    const key = keyOf(adapter);
    const refused =
      refusals.find(({ kind }) => kind === 'forbidden') ?? refusals[0];
    if (refused) {
      const isForbidden = refused.kind === 'forbidden';
      this.#tell(key, {
        state: isForbidden ? 'forbidden' : 'invalid',
        reason: isForbidden
          ? `${refused.reason}; grant ${grantOf(followUp)}`
          : refused.reason,
      });
    } else if ('skipped' in mapped) {
      this.#tell(key, {
        state: 'invalid',
        reason: `${mapped.skipped}: ${mapped.detail ?? ailing.name}`,
      });
    } else {
      this.#tell(key, { state: 'current' });
      this.#options.sink.confirmed(key);
    }
    // It may have become well while it was being read.
    if ('skipped' in mapped || !isAny || !this.#queue.has(ailing.uid)) return;
    const facts = prepareFacts({
      observer: this.#options.observer,
      adapter: adapter.id,
      uid: ailing.uid,
      facts: mapped.facts,
    });
    const isNew = !this.#diagnosed.has(ailing.uid);
    this.#diagnosed.set(ailing.uid, adapter.id);
    await this.#hand(key, ailing.version, {
      type: 'facts',
      uid: ailing.uid,
      hash: hashFacts(facts.map(({ data }) => data)),
      resourceVersion: null,
      isNew,
      facts,
    });
  }

  async #hand(
    key: WatchKey,
    version: string,
    change: ObjectChange,
  ): Promise<void> {
    let objects = 0;
    for (const id of this.#diagnosed.values()) {
      if (id === key.adapter) objects += 1;
    }
    const { refused } = await this.#options.sink.batch(key, {
      version,
      changes: [change],
      objects,
    });
    for (const { uid } of refused) this.#diagnosed.delete(uid);
  }

  /** It is well, or it is gone. */
  #end(uid: string): void {
    this.#queue.remove(uid);
    this.#well?.add(uid);
    const id = this.#diagnosed.get(uid);
    const adapter = id === undefined ? undefined : this.#byAdapter.get(id);
    if (!adapter) return;
    this.#diagnosed.delete(uid);
    const ending = this.#hand(keyOf(adapter), 'v1', { type: 'deleted', uid })
      // Whoever reads the cluster next finds it.
      .catch(() => undefined)
      .finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  #failed(key: WatchKey, error: unknown): void {
    this.#failures += 1;
    const isKnown = error instanceof KubernetesError;
    const pauseMs = Math.min(
      PAUSE_CAP_MS,
      PAUSE_MS * 2 ** Math.min(this.#failures - 1, 10),
    );
    this.#pausedUntil =
      this.#now() + Math.max(pauseMs, (isKnown && error.retryAfterMs) || 0);
    this.#tell(key, {
      state: isKnown ? stateOf(error) : 'invalid',
      reason: isKnown ? error.reason : String(error),
    });
  }

  #tell(key: WatchKey, told: Told): void {
    const before = this.#told.get(key.adapter);
    if (before?.state === told.state && before.reason === told.reason) return;
    this.#told.set(key.adapter, told);
    this.#options.sink.report({
      type: 'coverage',
      key,
      state: told.state,
      ...(told.reason ? { reason: told.reason } : {}),
    });
  }
}

/** What its coverage is told under. */
export function keyOf(
  adapter: Pick<FleetAdapter, 'id' | 'followUp'>,
): WatchKey {
  return {
    adapter: adapter.id,
    group: '',
    kind: adapter.followUp?.kind ?? '',
  };
}

export type FollowUpsOptions = {
  /** The cluster that is read, by our id. */
  observer: string;
  adapters: readonly FleetAdapter[];
  client: Pick<KubernetesClient, 'getObject' | 'listSome'>;
  sink: Pick<ClusterSink, 'report' | 'confirmed' | 'batch' | 'stored'>;
  clock: Clock;
  share: Pick<ThreadShare, 'followUps'>;
  /** Ends it. */
  signal: AbortSignal;
  /** In [0, 1). Default `Math.random`. */
  random?: () => number;
  /** Milliseconds since 1970. */
  wallClock?: () => number;
  /** Objects that are kept at a time. */
  most?: number;
};

import type {
  AdapterLook,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  KubernetesError,
  type Clock,
  type KubernetesClient,
} from '@fleetview/kube-watch';
import type { ClusterSink } from '../ClusterCollector';
import { hashFacts } from '../hashFacts';
import type { ClusterExtension } from '../extensionScopes';
import type { ObjectChange, WatchKey } from '../messages';
import { prepareFacts } from '../prepareFacts';
import { stateOf } from '../stateOf';
import type { ThreadShare } from '../ThreadShare';
import { ToldCoverage } from '../ToldCoverage';
import { look, uidOf } from './look';
import { fromLookLines, lookKey, type Wish } from './lookLines';

/** The store is asked what is to be looked at, so often. */
const ROUND_MS = 60_000;
/** Where there is nothing, it is asked half as often. */
const QUIET_MS = 120_000;
/** Objects of one cluster that are looked at in one round, those apart that are idle. */
const URGENT = 12;
const IDLE = 4;
/** What is said to differ is looked at again, and what nobody tells of, after so long. */
const URGENT_AGAIN_MS = 5 * 60_000;
const IDLE_AGAIN_MS = 15 * 60_000;

export type LooksOptions = {
  observer: string;
  adapters: readonly FleetAdapter[];
  client: Pick<KubernetesClient, 'getObject'>;
  /** What may be read of the cluster beyond the default role. */
  extensions?: readonly ClusterExtension[];
  sink: Pick<ClusterSink, 'stored' | 'batch' | 'report' | 'confirmed'>;
  clock: Clock;
  share: Pick<ThreadShare, 'followUps'>;
  signal: AbortSignal;
  random?: () => number;
  /** Milliseconds since 1970. */
  wallClock?: () => number;
};

/**
 * Looks at single objects of one cluster that somebody wants to know of: those that are
 * said to differ, and those of which nobody tells whether they do. So many a minute, those
 * that wait longest first; what nobody wants to know of any more is taken out of the store.
 */
export class Looks {
  readonly #options: LooksOptions;
  readonly #at = new Map<string, { adapter: string; look: AdapterLook }>();
  /** When each was last looked at, by the monotonic clock. */
  readonly #lookedAt = new Map<string, number>();
  readonly #coverage: ToldCoverage;

  constructor(options: LooksOptions) {
    this.#options = options;
    this.#coverage = new ToldCoverage(options.sink);
    for (const { id, looks = [] } of options.adapters) {
      for (const each of looks) {
        if (!this.#isGranted(each)) continue;
        this.#at.set(`${each.group}/${each.kind}`, { adapter: id, look: each });
      }
    }
  }

  #isGranted({ extension }: AdapterLook): boolean {
    const { extensions = [] } = this.#options;
    return !extension || extensions.some(({ role }) => role === extension.role);
  }

  /** Goes on until the signal ends it. */
  async run(): Promise<void> {
    const { clock, signal, random = Math.random } = this.#options;
    const adapters = new Set([...this.#at.values()].map(each => each.adapter));
    while (!signal.aborted && adapters.size > 0) {
      let isQuiet = true;
      for (const adapter of adapters) {
        // What fails is tried again in the next round.
        const wishes = await this.#round(adapter).catch(() => 0);
        isQuiet &&= wishes === 0;
      }
      const roundMs = isQuiet ? QUIET_MS : ROUND_MS;
      await clock
        .sleep(roundMs * (0.9 + 0.2 * random()), signal)
        .catch(() => undefined);
    }
  }

  /** @returns how many are to be looked at */
  async #round(adapter: string): Promise<number> {
    const { sink, signal, clock } = this.#options;
    const key = lookKey(adapter);
    const { lines } = await sink.stored(key, { fingerprint: '' });
    if (signal.aborted) return 0;
    const { wishes, told } = fromLookLines(lines);
    const wanted = new Map(wishes.map(wish => [uidOf(wish), wish]));
    for (const uid of this.#lookedAt.keys()) {
      if (!wanted.has(uid)) this.#lookedAt.delete(uid);
    }
    const known = new Set(told);
    const over = told.filter(uid => !wanted.has(uid));
    if (over.length > 0) {
      for (const uid of over) known.delete(uid);
      await this.#hand(
        key,
        over.map(uid => ({ type: 'deleted' as const, uid })),
        known.size,
      );
    }
    for (const wish of this.#due(wishes, clock.now())) {
      if (signal.aborted) break;
      const isTold = await this.#look(key, wish, known);
      // The cluster does not answer: it is left alone until the next round.
      if (!isTold) break;
    }
    return wishes.length;
  }

  /**
   * Those whose turn it is, those that are said to differ first, and then those that wait
   * longest. What was never looked at has what the others leave.
   */
  #due(wishes: readonly Wish[], now: number): Wish[] {
    const waited = (wish: Wish) =>
      now - (this.#lookedAt.get(uidOf(wish)) ?? -Infinity);
    const dueOf = (isUrgent: boolean, againMs: number) =>
      wishes
        .filter(wish => wish.isUrgent === isUrgent && waited(wish) >= againMs)
        .sort((left, right) => waited(right) - waited(left) || 0);
    const urgent = dueOf(true, URGENT_AGAIN_MS).slice(0, URGENT);
    const left = URGENT + IDLE - urgent.length;
    const idle = dueOf(false, IDLE_AGAIN_MS).filter(
      (wish, index) =>
        index < IDLE || (index < left && waited(wish) === Infinity),
    );
    return [...urgent, ...idle];
  }

  /** @returns whether the cluster answered */
  async #look(key: WatchKey, wish: Wish, known: Set<string>): Promise<boolean> {
    const { client, share, signal, sink, clock, observer } = this.#options;
    const at = this.#at.get(`${wish.group}/${wish.kind}`);
    const uid = uidOf(wish);
    this.#lookedAt.set(uid, clock.now());
    if (!at) return true;
    const release = await share.followUps.admit(signal);
    try {
      const fact = await look({
        client,
        at: at.look,
        wish,
        signal,
        wallClock: this.#options.wallClock ?? Date.now,
      });
      const facts = prepareFacts({
        observer,
        adapter: key.adapter,
        uid,
        facts: [fact],
      });
      this.#coverage.tell(key, 'current');
      sink.confirmed(key);
      const isNew = !known.has(uid);
      known.add(uid);
      await this.#hand(
        key,
        [
          {
            type: 'facts',
            uid,
            hash: hashFacts(facts.map(({ data }) => data)),
            resourceVersion: null,
            isNew,
            facts,
          },
        ],
        known.size,
      );
      return true;
    } catch (error) {
      if (signal.aborted || !(error instanceof KubernetesError)) throw error;
      const { plural, group } = at.look;
      this.#coverage.tell(
        key,
        stateOf(error),
        error.kind === 'forbidden'
          ? `${error.reason}; grant get on ${plural}${group && `.${group}`}`
          : error.reason,
      );
      // Of what may not be read there may be others that may.
      return error.kind === 'forbidden' || error.kind === 'invalid';
    } finally {
      release();
    }
  }

  #hand(
    key: WatchKey,
    changes: ObjectChange[],
    objects: number,
  ): Promise<unknown> {
    return this.#options.sink.batch(key, { version: 'v1', changes, objects });
  }
}

import type {
  AdapterDesired,
  DesiredReading,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  KubernetesError,
  type Clock,
  type KubernetesClient,
} from '@fleetview/kube-watch';
import type { ClusterSink } from '../ClusterCollector';
import { hashFacts } from '../hashFacts';
import type { ObjectChange, WatchKey } from '../messages';
import { prepareFacts } from '../prepareFacts';
import { stateOf } from '../stateOf';
import type { ThreadShare } from '../ThreadShare';
import { ToldCoverage } from '../ToldCoverage';
import { compareDesired } from './compareDesired';
import { desiredKey, fromDesireLines, type Desire } from './desireLines';

/** The store is asked what somebody wants to know, so often. */
const ROUND_MS = 60_000;
/** Where there is nothing, it is asked half as often. */
const QUIET_MS = 120_000;
/** Objects that one hub is asked for in one round. */
const A_ROUND = 24;
/** The same is asked again after so long. */
const AGAIN_MS = 15 * 60_000;

/** How what an adapter asks for is had. */
export type DesiredSource = {
  key: WatchKey;
  desired: AdapterDesired;
  /** @throws KubernetesError where there is no answer */
  ask(desire: Desire, signal: AbortSignal): Promise<unknown>;
};

export type DesiredReadsOptions = {
  observer: string;
  adapters: readonly FleetAdapter[];
  client: Pick<KubernetesClient, 'getObject'>;
  /** What systems answer over HTTP, where configuration says how they are asked. */
  overHttp: readonly DesiredSource[];
  sink: Pick<ClusterSink, 'stored' | 'batch' | 'report' | 'confirmed'>;
  clock: Clock;
  share: Pick<ThreadShare, 'followUps'>;
  signal: AbortSignal;
  random?: () => number;
  /** Milliseconds since 1970. */
  wallClock?: () => number;
};

/**
 * Asks the engines of one hub how they desire single objects that differ, and of which
 * nobody tells it: so many a minute, those that wait longest first. What nobody wants to
 * know any more is taken out of the store.
 */
export class DesiredReads {
  readonly #options: DesiredReadsOptions;
  readonly #sources: DesiredSource[];
  readonly #coverage: ToldCoverage;
  /** When each was last asked, by the monotonic clock, and for what. */
  readonly #askedAt = new Map<string, { at: number; places: string }>();

  constructor(options: DesiredReadsOptions) {
    this.#options = options;
    this.#coverage = new ToldCoverage(options.sink);
    this.#sources = [
      ...options.adapters.flatMap(({ id, desired = [] }) =>
        desired.flatMap(each =>
          each.from === 'object' ? [this.#ofObject(id, each)] : [],
        ),
      ),
      ...options.overHttp,
    ];
  }

  #ofObject(
    adapter: string,
    desired: AdapterDesired & { from: 'object' },
  ): DesiredSource {
    const { version, plural, of } = desired;
    return {
      key: desiredKey(adapter, desired),
      desired,
      ask: ({ of: { namespace, name } }, signal) =>
        this.#options.client.getObject(
          { ...of, version, plural },
          { ...(namespace && { namespace }), name, signal },
        ),
    };
  }

  /** Goes on until the signal ends it. */
  async run(): Promise<void> {
    const { clock, signal, random = Math.random } = this.#options;
    while (!signal.aborted && this.#sources.length > 0) {
      let isQuiet = true;
      for (const source of this.#sources) {
        // What fails is tried again in the next round.
        const desires = await this.#round(source).catch(() => 0);
        isQuiet &&= desires === 0;
      }
      await clock
        .sleep((isQuiet ? QUIET_MS : ROUND_MS) * (0.9 + 0.2 * random()), signal)
        .catch(() => undefined);
    }
  }

  /** @returns how many are to be asked for */
  async #round(source: DesiredSource): Promise<number> {
    const { sink, signal, clock } = this.#options;
    const { key } = source;
    const { lines } = await sink.stored(key, { fingerprint: '' });
    if (signal.aborted) return 0;
    const { desires, told } = fromDesireLines(lines);
    const wanted = new Set(desires.map(({ uid }) => uid));
    const known = new Set(told.filter(uid => wanted.has(uid)));
    const over = told.filter(uid => !wanted.has(uid));
    for (const uid of over) this.#askedAt.delete(uid);
    if (over.length > 0) {
      await this.#hand(
        key,
        over.map(uid => ({ type: 'deleted' as const, uid })),
        known.size,
      );
    }
    for (const desire of this.#due(desires, clock.now())) {
      if (signal.aborted) break;
      // Who does not answer is left alone until the next round.
      if (!(await this.#ask(source, desire, known))) break;
    }
    return desires.length;
  }

  /** Those whose turn it is: what differs elsewhere than before is asked for anew. */
  #due(desires: readonly Desire[], now: number): Desire[] {
    const waited = ({ uid, asked }: Desire) => {
      const last = this.#askedAt.get(uid);
      return last && last.places === JSON.stringify(asked)
        ? now - last.at
        : Infinity;
    };
    return desires
      .map(desire => ({ desire, ms: waited(desire) }))
      .filter(({ ms }) => ms >= AGAIN_MS)
      .sort((left, right) => (left.ms > right.ms ? -1 : 1))
      .slice(0, A_ROUND)
      .map(({ desire }) => desire);
  }

  /** @returns whether there was an answer */
  async #ask(
    { key, desired, ask }: DesiredSource,
    desire: Desire,
    known: Set<string>,
  ): Promise<boolean> {
    const { share, signal, clock, wallClock = Date.now } = this.#options;
    const { uid, asked, resource } = desire;
    this.#askedAt.set(uid, { at: clock.now(), places: JSON.stringify(asked) });
    const release = await share.followUps.admit(signal);
    try {
      let reading: DesiredReading;
      try {
        reading = desired.read(await ask(desire, signal), resource);
      } catch (error) {
        if (!(error instanceof KubernetesError)) throw error;
        if (error.kind !== 'not-served') throw error;
        reading = { problem: `${desired.of.kind} is not there any more` };
      }
      const fact = compareDesired(desire, reading, wallClock());
      this.#coverage.tell(key, 'current');
      this.#options.sink.confirmed(key);
      const facts = prepareFacts({
        observer: this.#options.observer,
        adapter: key.adapter,
        uid,
        facts: [fact],
      });
      const isNew = !known.has(uid);
      known.add(uid);
      const hash = hashFacts(facts.map(({ data }) => data));
      await this.#hand(
        key,
        [{ type: 'facts', uid, hash, resourceVersion: null, isNew, facts }],
        known.size,
      );
      return true;
    } catch (error) {
      if (signal.aborted || !(error instanceof KubernetesError)) throw error;
      this.#coverage.tell(key, stateOf(error), reasonOf(error, desired));
      // Of another object it may answer.
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

function reasonOf(error: KubernetesError, desired: AdapterDesired): string {
  if (error.kind !== 'forbidden') return error.reason;
  return desired.from === 'http'
    ? `${error.reason}; grant the role '${desired.extension.role}', or let the account read applications`
    : `${error.reason}; grant get on ${desired.plural}.${desired.of.group}`;
}

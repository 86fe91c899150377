import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import { KubernetesError, type Clock } from '@fleetview/kube-watch';
import type { ClusterSink } from '../ClusterCollector';
import type { ObjectChange, WatchKey } from '../messages';
import { stateOf } from '../stateOf';
import type { ThreadShare } from '../ThreadShare';
import { ToldCoverage } from '../ToldCoverage';
import type { ToldBefore } from './toldLines';
import { toReading } from './toReading';

/** The store is asked what is wanted, so often. */
const ROUND_MS = 60_000;
/** Where there is nothing, it is asked half as often. */
const QUIET_MS = 120_000;

/** What is read in so long a time is stored together: what follows is looked at once. */
const GATHER_MS = 5_000;

/** Things of one kind that somebody wants to know of, and how each is read. */
export type WantedSource<TWanted> = {
  /** What they are told under. */
  key: WatchKey;
  /** Takes apart what the store says: what is wanted, and what was told before. */
  fromLines(lines: string): { wanted: TWanted[]; told: ToldBefore[] };
  /** What one is told under. */
  uidOf(wanted: TWanted): string;
  /** What it is read of: what is wanted of something else than before was never read. */
  readOf?(wanted: TWanted): string;
  /**
   * Those whose turn it is, in their order.
   *
   * @param waited - for how long since it was read, in milliseconds; Infinity where it never was
   */
  due(
    wanted: readonly TWanted[],
    waited: (wanted: TWanted) => number,
  ): TWanted[];
  /**
   * Reads one. Undefined where nothing came of it that is to be told.
   *
   * @throws KubernetesError where there is no answer
   */
  read(wanted: TWanted): Promise<Fact | undefined>;
  /** Why nothing could be read, in words, with what to grant. */
  reasonOf(error: KubernetesError, wanted: TWanted): string;
};

export type WantedReadsOptions = {
  /** The cluster that is asked, by our id. */
  observer: string;
  sink: Pick<ClusterSink, 'stored' | 'batch' | 'report' | 'confirmed'>;
  clock: Clock;
  share: Pick<ThreadShare, 'followUps'>;
  signal: AbortSignal;
  /** In [0, 1). Default `Math.random`. */
  random?: () => number;
  /** Milliseconds since 1970. */
  wallClock?: () => number;
};

/** When each was last read, by the monotonic clock, and of what. */
type ReadBefore = Map<string, { at: number; of: string | undefined }>;

type SourceState<TWanted> = {
  source: WantedSource<TWanted>;
  readAt: ReadBefore;
  /** Whether it is known what was read before this thread began. */
  isPrimed: boolean;
};

/**
 * Reads single things of one cluster that somebody wants to know of, in rounds: the store
 * says which, and each source which of them are due. What nobody wants to know of any more
 * is taken out of the store.
 */
export class WantedReads<TWanted> {
  readonly #options: WantedReadsOptions;
  readonly #coverage: ToldCoverage;
  readonly #sources: readonly SourceState<TWanted>[];

  constructor(
    options: WantedReadsOptions,
    sources: readonly WantedSource<TWanted>[],
  ) {
    this.#options = options;
    this.#coverage = new ToldCoverage(options.sink);
    this.#sources = sources.map(source => ({
      source,
      readAt: new Map(),
      isPrimed: false,
    }));
  }

  /** Goes on until the signal ends it. */
  async run(): Promise<void> {
    const { clock, signal, random = Math.random } = this.#options;
    while (!signal.aborted && this.#sources.length > 0) {
      let isQuiet = true;
      for (const state of this.#sources) {
        // What fails is tried again in the next round.
        const wanted = await this.#round(state).catch(() => 0);
        isQuiet &&= wanted === 0;
      }
      await clock
        .sleep((isQuiet ? QUIET_MS : ROUND_MS) * (0.9 + 0.2 * random()), signal)
        .catch(() => undefined);
    }
  }

  /** @returns how many are wanted */
  async #round(state: SourceState<TWanted>): Promise<number> {
    const { sink, signal, clock } = this.#options;
    const { source, readAt } = state;
    const { key } = source;
    const { lines } = await sink.stored(key, {
      fingerprint: '',
      ...(!state.isPrimed && { withTimes: true }),
    });
    if (signal.aborted) return 0;
    const { wanted, told } = source.fromLines(lines);
    if (!state.isPrimed) this.#prime(state, told);
    const uids = new Set(wanted.map(each => source.uidOf(each)));
    for (const uid of readAt.keys()) {
      if (!uids.has(uid)) readAt.delete(uid);
    }
    const toldUids = told.map(({ uid }) => uid);
    const known = new Set(toldUids.filter(uid => uids.has(uid)));
    const over = toldUids.filter(uid => !uids.has(uid));
    if (over.length > 0) {
      await this.#hand(
        key,
        over.map(uid => ({ type: 'deleted' as const, uid })),
        known.size,
      );
    }
    const now = clock.now();
    const due = source.due(wanted, each => waited(source, each, readAt, now));
    const read: ObjectChange[] = [];
    let since = now;
    const handOver = async () => {
      since = clock.now();
      if (read.length > 0) await this.#hand(key, read.splice(0), known.size);
    };
    try {
      for (const each of due) {
        if (signal.aborted) break;
        readAt.set(source.uidOf(each), {
          at: clock.now(),
          of: source.readOf?.(each) ?? '',
        });
        // Who does not answer is left alone until the next round.
        if (!(await this.#read(source, each, known, read))) break;
        if (clock.now() - since >= GATHER_MS) await handOver();
      }
    } finally {
      // Whatever happened then: what was read before is known.
      await handOver();
    }
    return wanted.length;
  }

  /**
   * What was read before this thread began is not read again before its time. One whose
   * time lies ahead of this clock counts as read just now.
   */
  #prime(state: SourceState<TWanted>, told: readonly ToldBefore[]): void {
    const { clock, wallClock = Date.now } = this.#options;
    for (const { uid, readAt, of } of told) {
      if (readAt === undefined || !Number.isFinite(readAt)) continue;
      const ageMs = Math.max(0, wallClock() - readAt);
      state.readAt.set(uid, { at: clock.now() - ageMs, of });
    }
    state.isPrimed = true;
  }

  /**
   * @param read - gets what was read
   * @returns whether there was an answer
   */
  async #read(
    source: WantedSource<TWanted>,
    wanted: TWanted,
    known: Set<string>,
    read: ObjectChange[],
  ): Promise<boolean> {
    const { share, signal, observer, sink } = this.#options;
    const { key } = source;
    const uid = source.uidOf(wanted);
    const release = await share.followUps.admit(signal);
    try {
      const fact = await source.read(wanted);
      if (!fact) return true;
      this.#coverage.tell(key, 'current');
      sink.confirmed(key);
      const isNew = !known.has(uid);
      known.add(uid);
      const { adapter } = key;
      read.push(toReading({ observer, adapter, uid, fact, isNew }));
      return true;
    } catch (error) {
      if (signal.aborted || !(error instanceof KubernetesError)) throw error;
      this.#coverage.tell(key, stateOf(error), source.reasonOf(error, wanted));
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

function waited<TWanted>(
  source: WantedSource<TWanted>,
  wanted: TWanted,
  readAt: ReadBefore,
  now: number,
): number {
  const last = readAt.get(source.uidOf(wanted));
  if (!last) return Infinity;
  return last.of === undefined || last.of === (source.readOf?.(wanted) ?? '')
    ? now - last.at
    : Infinity;
}

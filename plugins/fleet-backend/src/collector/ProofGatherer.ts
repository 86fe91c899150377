import { monotonicNow, type MonotonicClock } from '../leases/DatabaseClock';
import type { ThreadReport, WatchKey, WorkCounts } from './messages';

type Proofs = Extract<ThreadReport, { type: 'proofs' }>;

/** Proofs of freshness are told at most so often. */
const TELL_MS = 2_000;

/**
 * Gathers proofs of freshness of all clusters of a thread: one message tells all
 * of them, with the time of the oldest, so that none looks younger than it is.
 */
export class ProofGatherer {
  readonly #tell: (proofs: Proofs) => void;
  readonly #takeCounts: () => WorkCounts | undefined;
  readonly #monotonic: MonotonicClock;
  readonly #timer: NodeJS.Timeout;
  #gathered = new Map<
    string,
    {
      owner: { clusterId: string; session: number };
      keys: Set<WatchKey>;
      at: number;
    }
  >();

  constructor(options: {
    tell: (proofs: Proofs) => void;
    /** What goes with them: what was done since the last time. */
    takeCounts?: () => WorkCounts | undefined;
    monotonic?: MonotonicClock;
  }) {
    this.#tell = options.tell;
    this.#takeCounts = options.takeCounts ?? (() => undefined);
    this.#monotonic = options.monotonic ?? monotonicNow;
    this.#timer = setInterval(() => this.flush(), TELL_MS);
    this.#timer.unref();
  }

  /** @param key - the same object for the same kind, every time */
  add(owner: { clusterId: string; session: number }, key: WatchKey): void {
    const id = `${owner.clusterId}/${owner.session}`;
    const known = this.#gathered.get(id);
    if (known) {
      known.keys.add(key);
    } else {
      this.#gathered.set(id, {
        owner,
        keys: new Set([key]),
        at: this.#monotonic(),
      });
    }
  }

  /** Tells what was gathered, if anything was. */
  flush(): void {
    const counts = this.#takeCounts();
    if (this.#gathered.size === 0 && !counts) return;
    const gathered = [...this.#gathered.values()];
    this.#gathered = new Map();
    this.#tell({
      type: 'proofs',
      clusters: gathered.map(({ owner, keys, at }) => ({
        ...owner,
        keys: [...keys],
        at,
      })),
      ...(counts ? { counts } : {}),
    });
  }

  stop(): void {
    clearInterval(this.#timer);
    this.flush();
  }
}

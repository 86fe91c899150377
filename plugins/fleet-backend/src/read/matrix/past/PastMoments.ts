import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { FleetSnapshot } from '../../fleet';
import { readPastMoment, type PastMoment } from './PastMoment';
import type { PastTime } from './PastTime';

/** Moments that are held; the last is held however large. */
const MOMENTS = 20;
/** Instances that are held of all of them together, and that one of them may have. */
const HELD_INSTANCES = 4_000_000;
const MOST_INSTANCES = 1_000_000;
/** Who asks while so many others wait is told to come again. */
const MOST_WAITING = 10;
/** What was an hour ago is as it is kept: gaps have been noticed, and what flapped was folded. */
const SETTLED_MS = 60 * 60_000;
const HELD_MS = { settled: 15 * 60_000, young: 30_000 };

type Held = { moment: Promise<PastMoment>; size: number; until: number };

/**
 * The moments of the past that somebody looked at. One is read at a time, whoever asks:
 * it may read the history of the whole fleet.
 */
export class PastMoments {
  readonly #knex: Knex;
  readonly #most: number;
  readonly #heldMs: number | undefined;
  readonly #monotonic: () => number;
  /** The one that was asked for last at the end. */
  readonly #held = new Map<string, Held>();
  #reading: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /**
   * @param options.heldMs - for how long a moment is held; by how long ago it is where absent
   * @param options.most - instances that one may have
   */
  constructor(options: {
    knex: Knex;
    heldMs?: number;
    most?: number;
    monotonic?: () => number;
  }) {
    this.#knex = options.knex;
    this.#heldMs = options.heldMs;
    this.#most = options.most ?? MOST_INSTANCES;
    this.#monotonic = options.monotonic ?? (() => performance.now());
  }

  /**
   * @param whole - the fleet as it is now, of which it is told what clusters are called
   * @throws ServiceUnavailableError when many others are waiting
   */
  of(time: PastTime, whole: FleetSnapshot): Promise<PastMoment> {
    const key = `${time.kept} ${time.of}`;
    const known = this.#held.get(key);
    this.#held.delete(key);
    if (known && known.until > this.#monotonic()) {
      this.#held.set(key, known);
      return known.moment;
    }
    if (this.#waiting >= MOST_WAITING) {
      throw new ServiceUnavailableError(
        'Many times in the past are being read. Ask again in a moment.',
      );
    }
    this.#waiting += 1;
    const before = this.#reading.catch(() => undefined);
    const moment = before
      .then(() =>
        readPastMoment({
          knex: this.#knex,
          time,
          clusters: whole.clusters,
          most: this.#most,
        }),
      )
      .finally(() => {
        this.#waiting -= 1;
      });
    this.#reading = moment;
    // While it is read it is the same for all who ask for it.
    const held: Held = { moment, size: 0, until: Infinity };
    this.#held.set(key, held);
    moment.then(
      ({ total }) => {
        held.size = total;
        held.until = this.#monotonic() + this.#heldFor(time, whole);
        this.#letGo();
      },
      () => {
        // What failed is tried again by whoever asks next.
        if (this.#held.get(key) === held) this.#held.delete(key);
      },
    );
    return moment;
  }

  #heldFor({ of }: PastTime, { takenAt }: FleetSnapshot): number {
    if (this.#heldMs !== undefined) return this.#heldMs;
    return takenAt - of > SETTLED_MS ? HELD_MS.settled : HELD_MS.young;
  }

  /** Memory stays bounded, whatever is asked for. */
  #letGo(): void {
    let [size, moments] = [0, 0];
    for (const [key, held] of [...this.#held].reverse()) {
      size += held.size;
      moments += 1;
      const isTooMuch = moments > MOMENTS || size > HELD_INSTANCES;
      if (isTooMuch && moments > 1 && held.until !== Infinity) {
        this.#held.delete(key);
      }
    }
  }
}

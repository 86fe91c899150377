import type { SkipReason } from '@fleetview/backstage-plugin-fleet-node';
import type { SkippedSummary } from './messages';

/** So many examples are kept of a reason, so that one is left when some can be read again. */
const EXAMPLES = 5;

type Tally = { count: number; examples: Map<string, string> };

/** How many objects of a kind could not be read, by reason, with an example of each. */
export class SkippedCount {
  readonly #tallies = new Map<SkipReason, Tally>();
  #changed = false;

  /** An object was read, or not: `before` and `after` say why not. */
  note(object: {
    uid: string;
    before: SkipReason | undefined;
    after: SkipReason | undefined;
    example?: string;
  }): void {
    const { uid, before, after, example } = object;
    if (before === undefined && after === undefined) return;
    if (before !== undefined) {
      const tally = this.#tally(before);
      if (before !== after) {
        tally.count -= 1;
        this.#changed = true;
      }
      this.#changed = tally.examples.delete(uid) || this.#changed;
      if (tally.count === 0) this.#tallies.delete(before);
    }
    if (after !== undefined) {
      const tally = this.#tally(after);
      if (before !== after) {
        tally.count += 1;
        this.#changed = true;
      }
      if (tally.examples.size < EXAMPLES) {
        tally.examples.set(uid, example ?? uid);
        this.#changed = true;
      }
    }
  }

  /** One of which only the reason is known any more is gone. */
  gone(reason: SkipReason): void {
    const tally = this.#tally(reason);
    tally.count -= 1;
    this.#changed = true;
    if (tally.count <= 0) this.#tallies.delete(reason);
  }

  /** Examples of objects that are gone are no examples. */
  forgetExamples(isThere: (uid: string) => boolean): void {
    for (const { examples } of this.#tallies.values()) {
      for (const uid of examples.keys()) {
        if (!isThere(uid)) {
          examples.delete(uid);
          this.#changed = true;
        }
      }
    }
  }

  /** What there is to say, if it is different from the last time. */
  takeChanged(): SkippedSummary[] | undefined {
    return this.#changed ? this.take() : undefined;
  }

  /** What there is to say. */
  take(): SkippedSummary[] {
    this.#changed = false;
    return [...this.#tallies].map(([reason, { count, examples }]) => ({
      reason,
      count,
      example: examples.values().next().value ?? 'objects seen before',
    }));
  }

  #tally(reason: SkipReason): Tally {
    const tally = this.#tallies.get(reason) ?? {
      count: 0,
      examples: new Map<string, string>(),
    };
    this.#tallies.set(reason, tally);
    return tally;
  }
}

import type { FleetSnapshot } from '../fleet';
import type { JudgedSkew } from './judgeSkew';

/** Answers that are kept with a snapshot. */
const ANSWERS = 20;

/**
 * What was compared, kept as long as the snapshot of the fleet that it is of: pages of one
 * list, and all who ask the same, are told from one reading.
 */
export class SkewAnswers {
  readonly #known = new WeakMap<
    FleetSnapshot,
    Map<string, Promise<JudgedSkew>>
  >();

  of(
    fleet: FleetSnapshot,
    key: string,
    make: () => Promise<JudgedSkew>,
  ): Promise<JudgedSkew> {
    const answers = this.#known.get(fleet) ?? new Map();
    this.#known.set(fleet, answers);
    const known: Promise<JudgedSkew> | undefined = answers.get(key);
    if (known) return known;
    const made = make();
    if (answers.size >= ANSWERS) {
      answers.delete(answers.keys().next().value as string);
    }
    answers.set(key, made);
    // What failed is tried again by whoever asks next.
    made.catch(() => answers.delete(key));
    return made;
  }
}

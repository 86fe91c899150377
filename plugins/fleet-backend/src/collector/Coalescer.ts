import type { ObjectChange } from './messages';

type Facts = Extract<ObjectChange, { type: 'facts' }>;

type Held = {
  change: Facts;
  dueAt: number;
  characters: number;
  /** How far the kind had been read before the first change that is held. */
  before: string | undefined;
};

/** About as much text is held; what goes beyond is handed on at once. */
const MOST_CHARACTERS = 4_000_000;

/**
 * Lets the changes of one object through at most once in an interval: the first at
 * once, of those that follow the last. Whatever else is said of an object is never
 * held, and takes what is held of it along.
 */
export class Coalescer {
  readonly #intervalMs: number;
  readonly #mostCharacters: number;
  /** In the order in which they began to be held. */
  readonly #held = new Map<string, Held>();
  /** When an object was last let through, the earliest first; older ones are forgotten. */
  readonly #letThrough = new Map<string, number>();
  #characters = 0;

  constructor(options: { intervalMs: number; mostCharacters?: number }) {
    this.#intervalMs = options.intervalMs;
    this.#mostCharacters = options.mostCharacters ?? MOST_CHARACTERS;
  }

  get size(): number {
    return this.#held.size;
  }

  /** How far the kind was read before anything that is held; undefined where it is not known. */
  get before(): string | undefined {
    const [first] = this.#held.values();
    return first?.before;
  }

  /** When what is held of an object is due, by the clock of `take`. */
  dueAtOf(uid: string): number | undefined {
    return this.#held.get(uid)?.dueAt;
  }

  /** When the next one is due. */
  get dueAt(): number | undefined {
    let earliest: number | undefined;
    for (const { dueAt } of this.#held.values()) {
      if (earliest === undefined || dueAt < earliest) earliest = dueAt;
    }
    return earliest;
  }

  /**
   * Takes a change.
   *
   * @param options.readTo - how far the kind was read before it
   * @returns what is to be handed on now
   */
  take(
    change: ObjectChange,
    options: { now: number; readTo: string | undefined },
  ): ObjectChange[] {
    const { now, readTo } = options;
    const { uid } = change;
    this.#forget(now);
    if (change.type !== 'facts') {
      const held = this.#release(uid);
      // What cannot be read any more is what it was last.
      return change.type === 'skipped' && held
        ? [held.change, change]
        : [change];
    }
    const last = this.#letThrough.get(uid);
    const held = this.#held.get(uid);
    const characters = change.facts.reduce(
      (sum, { data }) => sum + data.length,
      0,
    );
    const inAll = this.#characters + characters - (held?.characters ?? 0);
    if (
      last === undefined ||
      change.isNew ||
      change.facts.length === 0 ||
      inAll > this.#mostCharacters
    ) {
      this.#release(uid);
      this.#let(uid, now);
      return [change];
    }
    this.#characters = inAll;
    // One that is held already keeps its place, and so does the order.
    this.#held.set(uid, {
      change,
      characters,
      dueAt: last + this.#intervalMs,
      before: held ? held.before : readTo,
    });
    return [];
  }

  /** What is due. */
  due(now: number): Facts[] {
    const due: Facts[] = [];
    for (const [uid, { change, dueAt }] of [...this.#held]) {
      if (dueAt > now) continue;
      this.#release(uid);
      this.#let(uid, now);
      due.push(change);
    }
    this.#forget(now);
    return due;
  }

  /** An object is gone: nothing is handed on of it any more. */
  drop(uid: string): void {
    this.#release(uid);
    this.#letThrough.delete(uid);
  }

  #release(uid: string): Held | undefined {
    const held = this.#held.get(uid);
    if (!held) return undefined;
    this.#held.delete(uid);
    this.#characters -= held.characters;
    return held;
  }

  #let(uid: string, now: number): void {
    this.#letThrough.delete(uid);
    this.#letThrough.set(uid, now);
  }

  #forget(now: number): void {
    for (const [uid, at] of this.#letThrough) {
      if (at + this.#intervalMs > now) return;
      if (!this.#held.has(uid)) this.#letThrough.delete(uid);
    }
  }
}

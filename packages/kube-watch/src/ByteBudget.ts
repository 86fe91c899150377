import { systemClock } from './clock';
import type { Clock } from './types';

/** How long one stream may go on over the budget before the next in the row may, too. */
const TURN_MS = 1_000;

/** What a stream that may read on will hold more, as far as can be told: about one read from a socket. */
const STEP_BYTES = 64 * 1024;

/**
 * What one stream holds of the budget.
 *
 * @public
 */
export type ByteAccount = {
  /** Says how many bytes the stream holds from now on. */
  hold(bytes: number): void;
  /** Whether it may read on: if a promise comes back, not before that has resolved. */
  turn(): void | Promise<void>;
  /** Gives everything back. */
  close(): void;
};

type Waiting = { account: Account; admit(): void };

type Account = {
  held: number;
  /** When it began to hold what it holds: the oldest go first. */
  since: number;
  /** Counted for it from when it may read on until it says what it holds then. */
  promised: number;
};

/**
 * Bounds what many streams hold together of answers that are under way: pieces of objects that are not complete yet, and
 * objects that their callers have not taken yet. A stream over the budget stops reading its socket. So that objects can always
 * be completed, the stream that has held on longest may go on all the same, and if it does nothing with that for a second,
 * the next one, too: one slow cluster does not stop the others.
 *
 * @public
 */
export class ByteBudget {
  readonly #bytes: number;
  readonly #clock: Clock;
  readonly #waiting = new Set<Waiting>();
  #held = 0;
  #promised = 0;
  #ticks = 0;
  /** Who may go on over the budget now. */
  #turn?: { account: Account; ending: AbortController };

  /** @param options - `bytes`: how many all streams together may hold */
  constructor(options: { bytes: number; clock?: Clock }) {
    this.#bytes = options.bytes;
    this.#clock = options.clock ?? systemClock;
  }

  /** Bytes held now, over all streams. */
  get held(): number {
    return this.#held;
  }

  /** A place for one stream; to be closed with it. */
  open(): ByteAccount {
    const account: Account = { held: 0, since: 0, promised: 0 };
    return {
      hold: bytes => this.#hold(account, bytes),
      turn: () => this.#wait(account),
      close: () => this.#close(account),
    };
  }

  #hold(account: Account, bytes: number): void {
    if (account.held === 0 && bytes > 0) {
      this.#ticks += 1;
      account.since = this.#ticks;
    }
    this.#promised -= account.promised;
    account.promised = 0;
    this.#held += bytes - account.held;
    account.held = bytes;
    if (bytes === 0 && this.#turn?.account === account) {
      this.#endTurn();
    }
    if (this.#waiting.size > 0) {
      this.#look();
    }
  }

  #close(account: Account): void {
    for (const waiting of this.#waiting) {
      if (waiting.account === account) {
        this.#waiting.delete(waiting);
        waiting.admit();
      }
    }
    this.#hold(account, 0);
  }

  #wait(account: Account): void | Promise<void> {
    if (
      // What holds nothing cannot be helped by waiting: watches between two lines, most of all.
      account.held === 0 ||
      account.held === this.#held ||
      (this.#waiting.size === 0 && this.#hasRoom(0))
    ) {
      return undefined;
    }
    if (this.#turn?.account === account) {
      // It has made use of its turn, and asks for another one.
      this.#endTurn();
    }
    return new Promise<void>(admit => {
      this.#waiting.add({ account, admit });
      this.#look();
    });
  }

  #hasRoom(more: number): boolean {
    return this.#held + this.#promised + more <= this.#bytes;
  }

  /** Lets on, the oldest first, for whom there is room, and the one for whom there is none if nobody is on his turn. */
  #look(): void {
    while (this.#waiting.size > 0 && this.#hasRoom(STEP_BYTES)) {
      this.#admit(this.#oldest()!);
    }
    const oldest = this.#oldest();
    if (!oldest) {
      this.#endTurn();
    } else if (!this.#turn) {
      this.#takeTurn(oldest.account);
      this.#admit(oldest);
    }
  }

  #oldest(): Waiting | undefined {
    let oldest: Waiting | undefined;
    for (const waiting of this.#waiting) {
      if (!oldest || waiting.account.since < oldest.account.since) {
        oldest = waiting;
      }
    }
    return oldest;
  }

  #takeTurn(account: Account): void {
    const turn = { account, ending: new AbortController() };
    this.#turn = turn;
    this.#clock.sleep(TURN_MS, turn.ending.signal).then(
      () => {
        if (this.#turn === turn) {
          this.#turn = undefined;
          this.#look();
        }
      },
      () => {},
    );
  }

  #endTurn(): void {
    this.#turn?.ending.abort();
    this.#turn = undefined;
  }

  #admit(waiting: Waiting): void {
    this.#waiting.delete(waiting);
    waiting.account.promised = STEP_BYTES;
    this.#promised += STEP_BYTES;
    waiting.admit();
  }
}

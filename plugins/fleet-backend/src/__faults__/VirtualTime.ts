import { performance as nodePerformance } from 'node:perf_hooks';
import type { Knex } from 'knex';
import type { RunTime } from './RunTime';

/** So many turns of the event loop without input or output are silence. */
const SILENT_TURNS = 6;
/** A database is told of the time again when so much has passed. */
const TELL_MS = 100;
/** A database connection in use holds time up for at most so many turns. */
const LONGEST_TURNS = 5_000;

/**
 * Time that passes only while nothing happens: as soon as everything that was
 * sent has arrived and been dealt with, it jumps to the next timer. So a minute
 * takes as long as its work, and no slow machine makes a timeout run out.
 */
export class VirtualTime implements RunTime {
  readonly #databases = new Set<Knex>();
  #setTime: ((ms: number) => Promise<void>) | undefined;
  #toldAt = 0;

  /** Takes over all timers and the date of this test file. */
  static install(): VirtualTime {
    jest.useFakeTimers({
      doNotFake: [
        'nextTick',
        'setImmediate',
        'clearImmediate',
        'queueMicrotask',
      ],
    });
    return new VirtualTime();
  }

  uninstall(): void {
    jest.useRealTimers();
  }

  /** Time stands still while one of its connections is at work. */
  watch(knex: Knex): void {
    this.#databases.add(knex);
  }

  /** The same, and its clock goes with this one. */
  async follow(database: {
    knex: Knex;
    setTime(ms: number): Promise<void>;
  }): Promise<void> {
    this.watch(database.knex);
    this.#setTime = ms => database.setTime(ms);
    await this.settle(database.setTime(Date.now()));
  }

  now(): number {
    return Date.now();
  }

  async pass(ms: number): Promise<void> {
    let isOver = false;
    setTimeout(() => {
      isOver = true;
    }, ms);
    for (;;) {
      await this.quiet();
      if (isOver) return;
      await this.#advance();
    }
  }

  /** Waits for something, and lets as much time pass as it takes. */
  async settle<T>(work: Promise<T>): Promise<T> {
    let isSettled = false;
    const note = () => {
      isSettled = true;
    };
    work.then(note, note);
    for (;;) {
      await this.quiet();
      if (isSettled) return work;
      await this.#advance();
    }
  }

  /** Resolves once everything under way is done that needs no time to pass. */
  async quiet(): Promise<void> {
    let silent = 0;
    let seen = -1;
    for (let turn = 0; silent < SILENT_TURNS; turn++) {
      await new Promise(resolve => {
        setImmediate(resolve);
      });
      const { events } = nodePerformance.nodeTiming.uvMetricsInfo;
      const isBusy = turn < LONGEST_TURNS && this.#isDatabaseBusy();
      silent = events === seen && !isBusy ? silent + 1 : 0;
      seen = events;
    }
  }

  async #advance(): Promise<void> {
    jest.advanceTimersToNextTimer();
    if (Date.now() - this.#toldAt < TELL_MS) return;
    this.#toldAt = Date.now();
    await this.#setTime?.(this.#toldAt);
  }

  #isDatabaseBusy(): boolean {
    for (const knex of this.#databases) {
      const { pool } = knex.client;
      // SQLite works within this thread: it is done as soon as it is asked.
      const used =
        knex.client.config.client === 'pg'
          ? pool.numUsed() + pool.numPendingCreates()
          : 0;
      if (used + pool.numPendingAcquires() > 0) return true;
    }
    return false;
  }
}

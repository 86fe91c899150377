import { performance as nodePerformance } from 'node:perf_hooks';
import type { Knex } from 'knex';
import type { RunTime } from './RunTime';

/** So many turns of the event loop without input or output are silence. */
const SILENT_TURNS = 6;
/** A database is told of the time again when so much has passed. */
const TELL_MS = 100;
/** An answer of the database that takes longer waits for something that only time brings. */
const LONGEST_ANSWER_MS = 5_000;
/** So many turns the database gets before it gets this processor as well. */
const BUSY_TURNS = 100;

// What is real stays reachable here, whoever takes time over.
const { hrtime } = process;
const { setTimeout: setRealTimeout } = globalThis;

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
    let isBusy = false;
    const since = realNow();
    for (let turn = 0; silent < SILENT_TURNS; turn++) {
      await (isBusy && turn > BUSY_TURNS ? realMillisecond() : turnOfLoop());
      const { events } = nodePerformance.nodeTiming.uvMetricsInfo;
      isBusy = this.#isDatabaseBusy() && realNow() - since < LONGEST_ANSWER_MS;
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

  /** Whether a database has yet to answer, be it that it lets somebody in. */
  #isDatabaseBusy(): boolean {
    for (const { client } of this.#databases) {
      // SQLite works within this thread: it is done as soon as it is asked.
      if (client.config.client !== 'pg') continue;
      const { pool }: { pool: ConnectionPool } = client;
      if (pool.numPendingCreates() > 0) return true;
      if (pool.used.some(({ resource }) => !resource.readyForQuery)) {
        return true;
      }
    }
    return false;
  }
}

/** What of a pool tells whether something is under way. Whoever waits for a free connection waits for others, or for time. */
type ConnectionPool = {
  numPendingCreates(): number;
  used: { resource: { readyForQuery: boolean } }[];
};

function realNow(): number {
  return Number(hrtime.bigint() / 1_000_000n);
}

function turnOfLoop(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}

function realMillisecond(): Promise<void> {
  return new Promise(resolve => {
    setRealTimeout(resolve, 1);
  });
}

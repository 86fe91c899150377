import type { Knex } from 'knex';
import { runStatement, tableOfIds } from '../derive/statements';
import { monotonicNow, type MonotonicClock } from '../leases/DatabaseClock';

/** What is asked of single things of a cluster, apart from what is watched. */
export type OneByOneQuestion = 'followUps' | 'looks' | 'desires' | 'running';

/** What comes in so short a time is asked for together: all of a cluster begins at once. */
const GATHER_MS = 5;
/** Nobody waits for what is asked for again and again: it may be known from so long ago. */
const KNOWN_FOR_MS = 5_000;

/** Whether something may be wanted of a cluster, or was told of it: conditions on `own_id`, each by an index. */
const CONDITIONS: Record<OneByOneQuestion, string> = {
  followUps: `exists (select 1 from workload where observer = own_id and health in ('degraded', 'progressing'))
    or exists (select 1 from fact where observer = own_id and type = 'diagnosis')`,
  looks: `exists (select 1 from drift_wish where cluster_id = own_id)
    or exists (select 1 from fact where observer = own_id and type = 'difference')`,
  desires: `exists (select 1 from drift_desire where observer = own_id)
    or exists (select 1 from fact where observer = own_id and type = 'difference')`,
  running: `exists (select 1 from fact where observer = own_id and type = 'running')`,
};

/** Follow-ups are asked for when a cluster begins, and never again. */
const AGAIN: readonly OneByOneQuestion[] = ['looks', 'desires', 'running'];

type Known = Map<string, ReadonlySet<OneByOneQuestion>>;

type Waiting = {
  observer: string;
  resolve: (known: Known) => void;
  reject: (error: unknown) => void;
};

/**
 * Whether there is anything that is read one by one of clusters. Of most there is nothing,
 * and thousands of them that each ask that again every two minutes, or all at once when
 * they begin, are answered by one statement.
 */
export class OneByOne {
  readonly #knex: Knex;
  readonly #owned: () => Iterable<string>;
  readonly #monotonic: MonotonicClock;
  #waiting: Waiting[] = [];
  #known: { at: number; of: Promise<Known> } | undefined;

  /** @param options.owned - the clusters that this process reads */
  constructor(options: {
    knex: Knex;
    owned: () => Iterable<string>;
    monotonic?: MonotonicClock;
  }) {
    this.#knex = options.knex;
    this.#owned = options.owned;
    this.#monotonic = options.monotonic ?? monotonicNow;
  }

  /**
   * Whether a question may have to do with a cluster. Where it says no there is nothing.
   *
   * @param isFirst - whether what is stored by now counts, and not what was a moment ago
   */
  async concerns(
    observer: string,
    question: OneByOneQuestion,
    { isFirst }: { isFirst: boolean },
  ): Promise<boolean> {
    if (!isFirst && AGAIN.includes(question)) {
      const found = (await this.#lately()).get(observer);
      // One that was taken up since is asked for by itself.
      if (found) return found.has(question);
    }
    const found = await this.#now(observer);
    return found.get(observer)?.has(question) ?? false;
  }

  #lately(): Promise<Known> {
    const now = this.#monotonic();
    if (this.#known && now - this.#known.at < KNOWN_FOR_MS) {
      return this.#known.of;
    }
    const of = this.#read([...this.#owned()], AGAIN);
    this.#known = { at: now, of };
    of.catch(() => {
      if (this.#known?.of === of) this.#known = undefined;
    });
    return of;
  }

  #now(observer: string): Promise<Known> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ observer, resolve, reject });
      if (this.#waiting.length > 1) return;
      setTimeout(() => {
        const waiting = this.#waiting;
        this.#waiting = [];
        this.#read(
          [...new Set(waiting.map(each => each.observer))],
          ['followUps', ...AGAIN],
        ).then(
          known => waiting.forEach(each => each.resolve(known)),
          error => waiting.forEach(each => each.reject(error)),
        );
      }, GATHER_MS);
    });
  }

  async #read(
    clusterIds: string[],
    questions: readonly OneByOneQuestion[],
  ): Promise<Known> {
    const own = tableOfIds(this.#knex, 'own', clusterIds);
    const rows = await runStatement(this.#knex, {
      sql: `select own_id, ${questions
        .map(question => `(${CONDITIONS[question]}) as "${question}"`)
        .join(', ')} from ${own.sql}`,
      bindings: own.bindings,
    });
    return new Map(
      rows.map(row => [
        row.own_id,
        new Set(questions.filter(question => row[question])),
      ]),
    );
  }
}

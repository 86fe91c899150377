import type { Knex } from 'knex';
import type {
  StoredKind,
  StoredObjects,
  WatchKey,
} from '../collector/messages';
import { isPostgres } from '../derive/statements';
import type { FactTable } from './factTables';
import { isJoinable } from './postgres/columnArrays';
import { readStoredTogether } from './postgres/readStoredTogether';
import { readStoredKind } from './readStoredKind';
import { readStoredObjects } from './readStoredObjects';

/** What comes in so short a time is asked for together: a cluster's kinds begin at once. */
const GATHER_MS = 5;
/** Kinds of one statement: bounds what an answer holds in memory. */
const MOST_KINDS = 32;

/** A kind of which it is asked what is stored, by the code that maps it. */
export type AskedKind = {
  observer: string;
  key: WatchKey;
  tables: FactTable[];
  fingerprint: string;
};

type Told = Partial<StoredKind> & StoredObjects;
type Waiting = {
  asked: AskedKind;
  resolve: (told: Told) => void;
  reject: (error: unknown) => void;
};

/**
 * What is stored of kinds whose reading begins. After a restart all kinds of all clusters
 * ask at once, most of them for a few objects: on PostgreSQL those that ask in one moment
 * are read together, as a statement costs more than what most of them have.
 */
export class StoredReads {
  readonly #knex: Knex;
  readonly #isPostgres: boolean;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
    this.#isPostgres = isPostgres(options.knex);
  }

  /** Where reading of a kind may go on, and the first piece of what is stored of it. */
  async first(asked: AskedKind): Promise<Told> {
    const { observer, key } = asked;
    const isAlone =
      !this.#isPostgres ||
      key.scope !== undefined ||
      // No API server has kinds of such names; what is none says what it likes.
      ![observer, key.adapter, key.group, key.kind].every(isJoinable);
    if (isAlone) {
      return {
        ...(await readStoredKind({ knex: this.#knex, ...asked })),
        ...(await readStoredObjects({ knex: this.#knex, ...asked })),
      };
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asked, resolve, reject });
      if (this.#waiting.length >= MOST_KINDS) void this.#read();
      else this.#timer ??= setTimeout(() => void this.#read(), GATHER_MS);
    });
  }

  async #read(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const told = await readStoredTogether({
        knex: this.#knex,
        asked: waiting.map(({ asked }) => asked),
      });
      waiting.forEach(({ resolve }, n) => resolve(told[n]));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}

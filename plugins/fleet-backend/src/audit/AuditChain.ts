import type { Knex } from 'knex';
import { databaseTime, rowsOf } from '../leases/databaseTime';
import {
  hashAuditRow,
  toAuditRow,
  type AuditContent,
  type AuditHead,
  type AuditRow,
} from './auditRow';

const FIRST: AuditHead = { number: 0, hash: '' };

/**
 * The rows of one replica, each with its number and the hash of the row before.
 * Every replica has a chain of its own: none waits for another, nor for one that
 * hangs in the middle of a transaction. Within a replica one transaction follows
 * the other.
 */
export class AuditChain {
  readonly id: string;
  readonly #knex: Knex;
  /** The last row that is known to be in the database. */
  #head: AuditHead = FIRST;
  /** Whether a transaction ended without its end being known. */
  #isUncertain = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: { knex: Knex; id: string }) {
    this.#knex = options.knex;
    this.id = options.id;
  }

  /**
   * Runs work and writes the rows that it gives, as one transaction. Its turn
   * comes before the transaction is opened: whoever waits holds no connection.
   */
  write<T>(
    work: (
      trx: Knex.Transaction,
    ) => Promise<{ result: T; contents: AuditContent[] }>,
  ): Promise<{ result: T; rows: AuditRow[] }> {
    const written = this.#last.then(() => this.#write(work));
    this.#last = written.catch(() => undefined);
    return written;
  }

  async #write<T>(
    work: (
      trx: Knex.Transaction,
    ) => Promise<{ result: T; contents: AuditContent[] }>,
  ): Promise<{ result: T; rows: AuditRow[] }> {
    if (this.#isUncertain) await this.#findHead();
    let head = this.#head;
    try {
      const written = await this.#knex.transaction(async trx => {
        const { result, contents } = await work(trx);
        const rows: AuditRow[] = [];
        for (const content of contents) {
          const row = await insertRow(trx, this.id, head, content);
          if (!row) continue;
          rows.push(row);
          head = row;
        }
        return { result, rows };
      });
      this.#head = { number: head.number, hash: head.hash };
      return written;
    } catch (error) {
      // It may have been committed although nobody said so.
      if (head !== this.#head) this.#isUncertain = true;
      throw error;
    }
  }

  async #findHead(): Promise<void> {
    const row = await this.#knex('audit_entry')
      .where({ chain: this.id })
      .orderBy('number', 'desc')
      .first('number', 'hash');
    const found = row && { number: Number(row.number), hash: row.hash };
    // Rows that are gone are not written over: the gap is what tells of them.
    if (found && found.number > this.#head.number) this.#head = found;
    this.#isUncertain = false;
  }
}

/** @returns the row; undefined where what is recorded once an hour is there already */
async function insertRow(
  trx: Knex.Transaction,
  chain: string,
  head: AuditHead,
  content: AuditContent,
): Promise<AuditRow | undefined> {
  const [{ now }] = rowsOf<{ now: number | string }>(
    await trx.raw(`select ${databaseTime(trx)} as now`),
  );
  const unhashed = {
    ...content,
    chain,
    number: head.number + 1,
    previous_hash: head.hash,
    at: Number(now),
  };
  const row = { ...unhashed, hash: hashAuditRow(unhashed) };
  const insert = trx('audit_entry').insert(row);
  if (content.fold_key === null) {
    await insert;
    return row;
  }
  const inserted = await insert
    .onConflict('fold_key')
    .ignore()
    .returning('number');
  return inserted.length > 0 ? toAuditRow(row) : undefined;
}

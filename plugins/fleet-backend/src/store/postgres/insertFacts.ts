import type { Knex } from 'knex';
import { copyFacts } from './copyFacts';
import { upsertFacts } from './upsertFacts';
import type { FactRow } from '../factRow';
import type { FactTable } from '../factTables';

/** From so many rows on, a COPY costs less than a statement that carries them. */
const COPY_FROM_ROWS = 20;

/**
 * Writes rows that are not there yet.
 *
 * @throws DatabaseError 23505 when one is
 */
export async function insertFacts(options: {
  trx: Knex.Transaction;
  table: FactTable;
  rows: FactRow[];
}): Promise<void> {
  if (options.rows.length >= COPY_FROM_ROWS) await copyFacts(options);
  else await upsertFacts({ ...options, isNew: true });
}

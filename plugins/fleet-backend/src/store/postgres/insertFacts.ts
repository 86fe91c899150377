import type { Knex } from 'knex';
import { copyDeliveries } from './copyDeliveries';
import { copyRows } from './copyRows';
import { upsertFacts } from './upsertFacts';
import { FACT_COLUMNS, type FactRow } from '../factRow';
import type { FactTable } from '../factTables';

/** From so many rows on, a COPY costs less than a statement that carries them. */
const COPY_FROM_ROWS = 20;

/**
 * Writes rows that are not there yet.
 *
 * @returns the keys of labels that deliveries among them bring things by, as far
 *   as they were placed
 * @throws DatabaseError 23505 when one is there
 */
export async function insertFacts(options: {
  trx: Knex.Transaction;
  table: FactTable;
  rows: FactRow[];
}): Promise<string[]> {
  const { table } = options;
  if (options.rows.length < COPY_FROM_ROWS) {
    await upsertFacts({ ...options, isNew: true });
    return [];
  }
  if (table === 'delivery') return copyDeliveries(options);
  await copyRows({ ...options, columns: FACT_COLUMNS[table] });
  return [];
}

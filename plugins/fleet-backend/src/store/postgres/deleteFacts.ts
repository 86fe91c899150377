import type { Knex } from 'knex';
import type { FactTable } from '../factTables';
import { joinColumn, unnestColumns } from './columnArrays';

/** Deletes facts by their ids. */
export async function deleteFacts(options: {
  trx: Knex.Transaction;
  table: FactTable;
  ids: string[];
}): Promise<void> {
  const { trx, table, ids } = options;
  const { from, where } = unnestColumns('gone', ['id']);
  await trx.raw(
    `delete from ${table} using ${from} where ${where} and ${table}.id = gone.id`,
    [joinColumn(ids)],
  );
}

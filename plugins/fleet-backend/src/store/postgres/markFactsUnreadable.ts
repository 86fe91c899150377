import type { Knex } from 'knex';
import type { FactTable } from '../factTables';
import { joinColumn, unnestColumns } from './columnArrays';

/** Says of facts that they are from before. Without hash and version they are written again as soon as the object can be read. */
export async function markFactsUnreadable(options: {
  trx: Knex.Transaction;
  table: FactTable;
  facts: { id: string; reason: string }[];
}): Promise<void> {
  const { trx, table, facts } = options;
  const { from, where } = unnestColumns('lost', ['id', 'reason']);
  await trx.raw(
    `update ${table} set unreadable = lost.reason, hash = '', resource_version = null
    from ${from} where ${where} and ${table}.id = lost.id`,
    [
      joinColumn(facts.map(({ id }) => id)),
      joinColumn(facts.map(({ reason }) => reason)),
    ],
  );
}

import type { Knex } from 'knex';
import { storedColumns, type StoredRow } from '../factRow';
import type { FactTable } from '../factTables';
import type { WriteBatch } from '../WriteBatch';
import { joinColumn, unnestColumns } from './columnArrays';

/** Objects of which the stored rows are wanted, each with the batch that asks. */
export type AskedObject = { batch: number; uid: string };

/**
 * The rows of some objects of several kinds and observers, in one statement.
 *
 * @returns by batch and uid, as `batch/uid`
 */
export async function readStoredRows(options: {
  trx: Knex.Transaction;
  table: FactTable;
  batches: WriteBatch[];
  asked: AskedObject[];
}): Promise<Map<string, StoredRow[]>> {
  const { trx, table, batches, asked } = options;
  const { from, where } = unnestColumns('asked', [
    'batch',
    'observer',
    'adapter',
    'api_group',
    'kind',
    'uid',
  ]);
  const of = (value: (batch: WriteBatch) => string) =>
    joinColumn(asked.map(({ batch }) => value(batches[batch])));
  const { rows } = await trx.raw(
    `select asked.batch, ${storedColumns(table)
      .map(column => `stored.${column}`)
      .join(', ')}
    from ${from} join ${table} as stored
      on stored.observer = asked.observer and stored.adapter = asked.adapter
      and stored.api_group = asked.api_group and stored.kind = asked.kind
      and stored.source_uid = asked.uid
    where ${where}`,
    [
      joinColumn(asked.map(({ batch }) => batch)),
      of(batch => batch.observer),
      of(batch => batch.key.adapter),
      of(batch => batch.key.group),
      of(batch => batch.key.kind),
      joinColumn(asked.map(({ uid }) => uid)),
    ],
  );
  const found = new Map<string, StoredRow[]>();
  for (const { batch, ...row } of rows) {
    const key = `${batch}/${row.source_uid}`;
    const list = found.get(key) ?? [];
    list.push({ ...row, table });
    found.set(key, list);
  }
  return found;
}

import type { Knex } from 'knex';
import { changingColumns, FACT_COLUMNS, type FactRow } from '../factRow';
import type { FactTable } from '../factTables';
import { joinColumn, unnestColumns } from './columnArrays';

const CASTS: Partial<Record<string, string>> = {
  changed_at: '::bigint',
  first_seen_at: '::bigint',
  heartbeat_lost: '::boolean',
  cost: '::double precision',
  window_start: '::bigint',
  window_end: '::bigint',
};

/**
 * Writes rows, those that are there already only where they say something else.
 * What was derived of them stays, and when they were first seen.
 *
 * @param options.isNew - none may be there
 */
export async function upsertFacts(options: {
  trx: Knex.Transaction;
  table: FactTable;
  rows: FactRow[];
  isNew?: boolean;
}): Promise<void> {
  const { trx, table, rows, isNew } = options;
  const columns = FACT_COLUMNS[table];
  const { from, where } = unnestColumns('incoming', columns);
  await trx.raw(
    `insert into ${table} (${columns.join(', ')})
    select ${columns
      .map(column => `incoming.${column}${CASTS[column] ?? ''}`)
      .join(', ')}
    from ${from} where ${where}${
      isNew
        ? ''
        : `
    on conflict (id) do update set ${changingColumns(table)
      .map(column => `${column} = excluded.${column}`)
      .join(', ')}
    where ${table}.hash is distinct from excluded.hash
      or ${table}.unreadable is distinct from excluded.unreadable
      or ${table}.data is distinct from excluded.data`
    }`,
    columns.map(column => joinColumn(rows.map(row => row[column]))),
  );
}

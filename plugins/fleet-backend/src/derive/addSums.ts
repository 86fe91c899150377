import type { Knex } from 'knex';
import { tableOfRows, type Steps } from './statements';
import { SUM_COLUMNS } from './sumColumns';
import type { SumChanges } from './writeCells';

/** Where the count of writes begins anew; nobody looks away for so long. */
export const TURN = 2 ** 30;

const TYPES = {
  changed_id: 'text' as const,
  ...Object.fromEntries(
    SUM_COLUMNS.map(name => [`by_${name}`, 'integer' as const]),
  ),
};

/**
 * Adds to the sums of clusters what was written of their cells, and notes that it
 * was, also where the sums stay what they are. In the same transaction, and with
 * the cluster's row locked; they are rebuilt from the cells whenever the cluster's
 * own row is derived.
 *
 * @param rebuilt - clusters whose sums are rebuilt afterwards: nothing is added
 */
export function* addSums(
  knex: Knex,
  changes: SumChanges,
  rebuilt: ReadonlySet<string>,
): Steps<void> {
  const rows = [...changes].map(([clusterId, sums]) => ({
    changed_id: clusterId,
    ...Object.fromEntries(
      Object.entries(sums).map(([name, by]) => [
        `by_${name}`,
        rebuilt.has(clusterId) ? 0 : by,
      ]),
    ),
  }));
  if (rows.length === 0) return;
  const changed = tableOfRows<string>(knex, 'changed', TYPES, rows);
  yield {
    sql: `update cluster set ${SUM_COLUMNS.map(
      name => `${name} = ${name} + by_${name}`,
    ).join(', ')}, cells_written = (cells_written + 1) % ${TURN}
      from ${changed.sql} where id = changed_id`,
    bindings: changed.bindings,
  };
}

import type { Knex } from 'knex';
import { tableOfRows, type Steps } from './statements';
import { SUM_COLUMNS } from './sumColumns';
import type { SumChanges } from './writeCells';

const TYPES = {
  changed_id: 'text' as const,
  ...Object.fromEntries(
    SUM_COLUMNS.map(name => [`by_${name}`, 'integer' as const]),
  ),
};

/**
 * Adds to the sums of clusters what was written of their cells. In the same
 * transaction, and with the cluster's row locked; they are rebuilt from the cells
 * whenever the cluster's own row is derived.
 */
export function* addSums(knex: Knex, changes: SumChanges): Steps<void> {
  const rows = [...changes]
    .filter(([, sums]) => Object.values(sums).some(by => by !== 0))
    .map(([clusterId, sums]) => ({
      changed_id: clusterId,
      ...Object.fromEntries(
        Object.entries(sums).map(([name, by]) => [`by_${name}`, by]),
      ),
    }));
  if (rows.length === 0) return;
  const changed = tableOfRows<string>(knex, 'changed', TYPES, rows);
  yield {
    sql: `update cluster set ${SUM_COLUMNS.map(
      name => `${name} = ${name} + by_${name}`,
    ).join(', ')} from ${changed.sql} where id = changed_id`,
    bindings: changed.bindings,
  };
}

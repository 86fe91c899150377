import type { Knex } from 'knex';
import { tableOfRows, type Steps } from './statements';

/** Writes the worst things of clusters where they are others than before. */
export function* writeWorst(
  knex: Knex,
  worst: ReadonlyMap<string, string[]>,
): Steps<void> {
  if (worst.size === 0) return;
  const found = tableOfRows(
    knex,
    'found',
    { found_id: 'text', found_worst: 'text' },
    [...worst].map(([clusterId, lines]) => ({
      found_id: clusterId,
      found_worst: JSON.stringify(lines),
    })),
  );
  yield {
    sql: `update cluster set worst = found_worst from ${found.sql}
      where id = found_id and (worst is null or worst <> found_worst)`,
    bindings: found.bindings,
  };
}

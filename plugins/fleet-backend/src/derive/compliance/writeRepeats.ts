import type { Knex } from 'knex';
import { type Steps, tableOfIds, tableOfRows } from '../statements';

const TEXT = 'text' as const;

/**
 * Writes which findings of a cluster repeat which.
 *
 * @param repeats - ids of findings, with those that they repeat
 * @returns whether anything differs
 */
export function* writeRepeats(
  knex: Knex,
  clusterId: string,
  repeats: ReadonlyMap<string, string>,
): Steps<boolean> {
  const before = yield {
    sql: 'select finding_id, maker_id from finding_repeat where cluster_id = ?',
    bindings: [clusterId],
  };
  const known = new Map<string, string>(
    before.map(row => [row.finding_id, row.maker_id]),
  );
  const gone = [...known.keys()].filter(id => !repeats.has(id));
  const changed = [...repeats].filter(([id, maker]) => known.get(id) !== maker);
  if (gone.length > 0) {
    const ids = tableOfIds(knex, 'gone', gone);
    yield {
      sql: `delete from finding_repeat
        where cluster_id = ? and finding_id in (select gone_id from ${ids.sql})`,
      bindings: [clusterId, ...ids.bindings],
    };
  }
  if (changed.length > 0) {
    const fresh = tableOfRows(
      knex,
      'fresh',
      { finding_id: TEXT, cluster_id: TEXT, maker_id: TEXT },
      changed.map(([id, maker]) => ({
        finding_id: id,
        cluster_id: clusterId,
        maker_id: maker,
      })),
    );
    // What a hub says may have led to another cluster before.
    yield {
      sql: `insert into finding_repeat (finding_id, cluster_id, maker_id)
        select finding_id, cluster_id, maker_id from ${fresh.sql} where true
        on conflict (finding_id) do update
          set cluster_id = excluded.cluster_id, maker_id = excluded.maker_id`,
      bindings: fresh.bindings,
    };
  }
  return gone.length > 0 || changed.length > 0;
}

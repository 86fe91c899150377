import type { NodeFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { breather } from './breather';
import { runStatement, tableOfIds } from './statements';

/** The nodes of clusters, by cluster. Of one that cannot be read any more, its health is not known. */
export async function readNodes(options: {
  knex: Knex;
  clusterIds: string[];
}): Promise<Map<string, NodeFact[]>> {
  const { knex, clusterIds } = options;
  const found = new Map<string, NodeFact[]>(clusterIds.map(id => [id, []]));
  if (clusterIds.length === 0) return found;
  const breathe = breather();
  const wanted = tableOfIds(knex, 'wanted', clusterIds);
  const rows = await runStatement(knex, {
    sql: `select id, observer, data, unreadable from ${wanted.sql}
      join node on observer = wanted_id`,
    bindings: wanted.bindings,
  });
  for (const row of rows.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const node: NodeFact = JSON.parse(row.data);
    found
      .get(row.observer)
      ?.push(
        row.unreadable
          ? { ...node, health: 'unknown', message: row.unreadable }
          : node,
      );
    await breathe();
  }
  return found;
}

import type { Knex } from 'knex';
import { describeWorst, SHOWN } from '../../derive/worstThings';
import type { CellScope } from '../../permissions/CellScope';
import type { Row } from '../types';

/**
 * The worst things on clusters that a reader may see, in words, as the rows of
 * clusters have them of all.
 *
 * @param clusterIds - of those clusters, if they are few
 */
export async function readWorst(
  knex: Knex,
  clusters: readonly Row[],
  scope: CellScope,
  clusterIds?: readonly string[],
): Promise<Map<string, string[]>> {
  const lines = new Map<string, string[]>();
  for (const row of clusters) {
    const worst: string[] = row.worst ? JSON.parse(row.worst) : [];
    lines.set(
      row.id,
      worst.filter(line => line.startsWith('node ')),
    );
  }
  if (scope.isEmpty) return lines;
  const ranked = scope
    .limit(knex('instance'), 'instance')
    .whereRaw(
      `instance.stale = false and instance.health in ('degraded', 'missing')`,
    )
    .select(
      'instance.cluster_id',
      'instance.data',
      knex.raw(
        'row_number() over (partition by instance.cluster_id order by instance.health, instance.since, instance.id) as place',
      ),
    );
  if (clusterIds) ranked.whereIn('instance.cluster_id', clusterIds);
  const rows: Row[] = await knex
    .from(ranked.as('ranked'))
    .where('place', '<=', SHOWN)
    .orderBy(['cluster_id', 'place'])
    .select('cluster_id', 'data');
  for (const row of rows) {
    const list = lines.get(row.cluster_id);
    if (list && list.length < SHOWN) list.push(describeWorst(row.data));
  }
  return lines;
}

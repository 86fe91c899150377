import type { Knex } from 'knex';
import { WHOLE_CLUSTER } from '../../coverage/scopes';
import { among } from '../../permissions/fragment';
import type { Row } from '../../read/types';
import { ROOM_KINDS } from './coverageOfRoom';

/** How well kinds that tell what room there is are covered, of some clusters. */
export async function readRoomCoverage(
  knex: Knex,
  clusters: readonly string[],
): Promise<Row[]> {
  const { sql, bindings } = among(knex, 'cluster_id', clusters);
  return knex('coverage')
    .whereRaw(sql, bindings)
    .whereIn(
      'kind',
      ROOM_KINDS.map(({ kind }) => kind),
    )
    .where({ scope: WHOLE_CLUSTER })
    .select(
      'cluster_id',
      'api_group',
      'kind',
      'state',
      'reason',
      'confirmed_at',
      'freshness_ms',
      'skipped',
    );
}

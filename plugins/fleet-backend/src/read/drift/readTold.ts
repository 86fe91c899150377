import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';
import { toTime, type ReadContext, type Row } from '../types';

/** When somebody last asked an owner to look at an episode. */
export async function readTold(
  { knex }: Pick<ReadContext, 'knex'>,
  episodeId: string,
): Promise<FleetDriftEpisodeDetail['told'] | undefined> {
  const row: Row | undefined = await knex('drift_told')
    .where({ episode_id: episodeId })
    .orderBy([
      { column: 'told_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first();
  return (
    row && {
      at: toTime(row.told_at) as string,
      by: row.told_by,
      owner: row.owner,
    }
  );
}

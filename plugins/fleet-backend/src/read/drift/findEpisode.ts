import { NotFoundError } from '@backstage/errors';
import type { FleetDriftEpisode } from '@fleetview/backstage-plugin-fleet-common';
import { readClusterNames } from '../readClusterNames';
import type { ReadContext, Row } from '../types';
import { visibleEpisodes } from './selectEpisodes';
import { toEpisode } from './toEpisode';

/** The row of an episode. @throws NotFoundError where there is none, or the reader may not see it */
export async function findEpisodeRow(
  context: ReadContext,
  episodeId: string,
): Promise<Row> {
  const row: Row | undefined = await visibleEpisodes(context)
    .where({ id: episodeId })
    .first();
  if (row) return row;
  throw new NotFoundError(
    `There is no episode of drift '${episodeId}', or it is kept no more, or you may not see it.`,
  );
}

/** An episode as lists have it. @throws NotFoundError as above */
export async function findEpisode(
  context: ReadContext,
  episodeId: string,
): Promise<FleetDriftEpisode> {
  const row = await findEpisodeRow(context, episodeId);
  const names = await readClusterNames(context, [row.cluster_id, row.observer]);
  return toEpisode(row, { now: context.now, names });
}

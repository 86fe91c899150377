import type { ActionScope } from '../actions';
import type { ReadContext } from '../read/types';

/** Whether somebody may act on what an episode is of. */
export async function isWithin(
  { knex }: ReadContext,
  scope: ActionScope,
  episodeId: string,
): Promise<boolean> {
  if (scope === 'nothing') return false;
  if (scope === 'all') return true;
  const found = await scope
    .limitSums(knex('drift_episode').where({ id: episodeId }), 'drift_episode')
    .first('id');
  return found !== undefined;
}

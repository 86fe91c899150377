import type { Knex } from 'knex';
import { insertEpisode } from '../__testUtils__/drift';
import type { Random } from '../__faults__/random';

/**
 * Makes up what drifts in cells, and did: as clusters or hubs tell it. An episode is placed
 * as its cell is.
 *
 * @returns the ids of the episodes
 */
export async function insertDrift(
  knex: Knex,
  random: Random,
  options: { clusterIds: readonly string[]; now: number },
): Promise<string[]> {
  const { clusterIds, now } = options;
  const cells = await knex('cell')
    .whereNot({ entity_ref: '' })
    .orderBy(['cluster_id', 'namespace', 'entity_ref']);
  const deliveries = await knex('delivery')
    .whereNotNull('subject')
    .orderBy('id')
    .select('id', 'observer', 'subject');
  const ids: string[] = [];
  for (const cell of cells) {
    const own = deliveries.filter(({ subject }) => subject === cell.cluster_id);
    for (let count = random.integer(0, 2); count > 0; count -= 1) {
      const delivery = own.length > 0 ? random.pick(own) : undefined;
      const began = random.integer(1, now - 10_000);
      const isOver = random.chance(0.3);
      ids.push(
        await insertEpisode(knex, {
          id: `drift-${ids.length}`,
          cluster_id: cell.cluster_id,
          namespace: cell.namespace,
          entity_ref: cell.entity_ref,
          region: cell.region ?? 'unassigned',
          environment: cell.environment,
          owner: cell.owner,
          system: cell.system,
          tier: random.pick(['gold', 'unassigned']),
          observer: delivery?.observer ?? cell.cluster_id,
          delivery_id: delivery?.id ?? 'nothing',
          class: random.pick(['human', 'missing', 'extra', 'behind']),
          headline: random.chance(0.7),
          same: `drift1:${random.integer(1, 4)}`,
          first_observed_at: began,
          last_observed_at: began,
          not_before: random.chance(0.5) ? began - 1 : null,
          unconfirmed_since: !isOver && random.chance(0.2) ? now - 5_000 : null,
          ...(isOver && {
            ended_at: random.integer(began + 1, now),
            fate: 'healed',
          }),
        }),
      );
    }
  }
  await knex('drift_look').insert(
    clusterIds.map((id, index) => ({
      cluster_id: id,
      looked_at: now,
      unseen: '[]',
      watched: index,
      unwatched: index % 2,
    })),
  );
  return ids;
}

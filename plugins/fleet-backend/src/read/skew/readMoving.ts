import type { ExpectedSkew } from '@fleetview/backstage-plugin-fleet-common';
import type { Trait } from './types';
import { visibleOf } from '../visible';
import { eachPart } from './inParts';
import type { SkewReading } from './types';

/** Components of which a release is on its way, with the clusters that it concerns. */
export async function readMoving({
  context,
  clusters,
}: SkewReading): Promise<Map<string, NonNullable<Trait['learned']>>> {
  const { knex } = context;
  const moving = new Map<string, Map<string, { moving: ExpectedSkew }>>();
  await eachPart(
    knex,
    clusters,
    'rollout_member.cluster_id',
    () =>
      visibleOf(
        context,
        knex('rollout_member')
          .join('rollout', 'rollout.id', 'rollout_member.rollout_id')
          .whereIn('rollout.life_cycle', ['running', 'paused']),
        'rollout_member',
      ).select(
        'rollout_member.entity_ref',
        'rollout_member.cluster_id',
        'rollout.version',
      ),
    rows => {
      for (const { entity_ref: ref, cluster_id: id, version } of rows) {
        const own = moving.get(ref) ?? new Map();
        const reason =
          version === null
            ? 'a release is on its way'
            : `the release of ${version} is on its way`;
        moving.set(ref, own.set(id, { moving: { by: 'rollout', reason } }));
      }
    },
  );
  return moving;
}

import type {
  DriftClass,
  DriftGateFact,
  GateFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { Row } from '../../read/types';
import { confirmedAtOf, factsOf, type GateContext } from './factsOf';

/** What differs of the component on each cluster, where anybody compares. */
export async function readDriftFacts(
  knex: Knex,
  context: GateContext,
): Promise<ReadonlyMap<string, GateFact<DriftGateFact>>> {
  const rows: Row[] = [];
  for (let start = 0; start < context.targets.length; start += 500) {
    rows.push(
      ...(await knex('drift_episode')
        .where({ entity_ref: context.entityRef })
        .whereIn('cluster_id', context.targets.slice(start, start + 500))
        .whereNull('ended_at')
        .select(
          'cluster_id',
          'kind',
          'namespace',
          'name',
          'class',
          'first_observed_at',
          'unconfirmed_since',
          'ignored_by',
          'ignored_from',
          'ignored_until',
        )),
    );
  }
  return factsOf<DriftGateFact>(context, (instances, cluster) => {
    const isCompared = instances.every(
      ({ deliveries }) =>
        deliveries.length > 0 &&
        deliveries.every(({ sync }) => sync !== 'unknown'),
    );
    if (!isCompared) {
      return { unknown: 'nobody compares it with what it should be' };
    }
    return {
      known: {
        episodes: rows
          .filter(row => row.cluster_id === cluster)
          .map(row => toEpisode(row, context.now)),
      },
      confirmedAt: confirmedAtOf(instances, context.now),
    };
  });
}

function toEpisode(row: Row, now: number): DriftGateFact['episodes'][number] {
  const isCovered =
    row.ignored_by !== null &&
    Number(row.ignored_from) <= now &&
    Number(row.ignored_until) > now;
  return {
    resource: `${row.kind} ${row.namespace ? `${row.namespace}/` : ''}${
      row.name
    }`,
    class: row.class as DriftClass,
    firstObservedAt: Number(row.first_observed_at),
    ...(row.unconfirmed_since === null ? {} : { isUnconfirmed: true as const }),
    ...(isCovered ? { isCovered: true as const } : {}),
  };
}

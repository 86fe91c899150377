import type {
  DriftClass,
  DriftGateFact,
  GateFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { visibleEpisodes } from '../../read/drift';
import type { Row } from '../../read/types';
import { confirmedAtOf, factsOf, type GateContext } from './factsOf';

/** Clusters that one statement asks for. */
const AT_ONCE = 500;

const COLUMNS = [
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
];

/** What differs of the component on each cluster, where anybody compares, as far as who asks may see it. */
export async function readDriftFacts(
  knex: Knex,
  context: GateContext,
): Promise<ReadonlyMap<string, GateFact<DriftGateFact>>> {
  const { now, view, entityRef, targets } = context;
  const rows: Row[] = [];
  for (let start = 0; start < targets.length; start += AT_ONCE) {
    rows.push(
      ...(await visibleEpisodes({ knex, now, view })
        .where('drift_episode.entity_ref', entityRef)
        .whereIn(
          'drift_episode.cluster_id',
          targets.slice(start, start + AT_ONCE),
        )
        .whereNull('drift_episode.ended_at')
        // The same evidence in the same order: it is what overrides go by.
        .orderBy(['drift_episode.first_observed_at', 'drift_episode.id'])
        .select(COLUMNS.map(name => `drift_episode.${name}`))),
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
          .map(row => toEpisode(row, now)),
      },
      confirmedAt: confirmedAtOf(instances, now),
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

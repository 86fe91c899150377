import {
  HEALTH_STATES,
  type CountedState,
  type StateCounts,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { noCounts } from '../derive/counts';

/** Only rows in one of these states, as counts count them. */
export function whereCounted(
  query: Knex.QueryBuilder,
  states: readonly CountedState[] | undefined,
  hasSync: boolean,
): Knex.QueryBuilder {
  if (!states || states.length === 0) return query;
  return query.where(any => {
    for (const state of states) {
      if (state === 'stale') void any.orWhere({ stale: true });
      else if (state !== 'out-of-sync') {
        void any.orWhere({ stale: false, health: state });
      } else if (hasSync) void any.orWhere({ stale: false, sync: state });
      else void any.orWhereRaw('1 = 0');
    }
  });
}

/** Counts the rows of queries by state. */
export async function readStateCounts(
  queries: Knex.QueryBuilder[],
  hasSync: boolean,
): Promise<StateCounts> {
  const columns = ['health', 'stale', ...(hasSync ? ['sync'] : [])];
  const counts = noCounts();
  for (const query of queries) {
    const groups: {
      health: string;
      stale: boolean | number;
      sync?: string;
      things: number | string;
    }[] = await query
      .clone()
      .groupBy(columns)
      .select(columns)
      .count({ things: '*' });
    for (const group of groups) {
      const things = Number(group.things);
      counts.total += things;
      if (group.stale) {
        counts.stale += things;
        continue;
      }
      const health = HEALTH_STATES.find(state => state === group.health);
      counts[health ?? 'unknown'] += things;
      if (group.sync === 'out-of-sync') counts.outOfSync += things;
    }
  }
  return counts;
}

import type {
  CoverageState,
  FleetCoverage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { defined, toTime, type ReadContext, type Row } from './types';

/** Gaps that an answer names; the others it counts. */
const GAPS_SHOWN = 50;

const COLUMNS = [
  'id',
  'name',
  'reachability',
  'reachability_since',
  'reachability_reason',
  'coverage_asked',
  'coverage_current',
  'coverage_state',
  'coverage_reason',
];

/** How many of some clusters stand behind an answer, and which do not. */
export async function readFleetCoverage(
  { knex }: ReadContext,
  clusterIds: Iterable<string>,
): Promise<FleetCoverage> {
  const ids = [...new Set(clusterIds)];
  const rows: Row[] = [];
  for (let start = 0; start < ids.length; start += 500) {
    rows.push(
      ...(await knex('cluster')
        .whereNull('left_at')
        .whereIn('id', ids.slice(start, start + 500))
        .orderBy('name')
        .select(COLUMNS)),
    );
  }
  return toFleetCoverage(
    rows.length,
    rows.filter(row => !isComplete(row)),
  );
}

/** The same as SQL, 1 or 0. */
const COMPLETE = `case when reachability = 'reachable' and coverage_asked > 0
  and coverage_current = coverage_asked then 1 else 0 end`;

/**
 * How many of the clusters that a query names stand behind an answer, and which do
 * not: counted in the database, so that it costs what it shows.
 *
 * @param clusterIds - one column, each id once or more often
 */
export async function sumFleetCoverage(
  { knex }: ReadContext,
  clusterIds: Knex.QueryBuilder,
): Promise<FleetCoverage> {
  const clusters = knex('cluster')
    .whereNull('left_at')
    .whereIn('id', clusterIds);
  const [{ all, complete }]: Row[] = await clusters
    .clone()
    .select(
      knex.raw('count(*) as "all"'),
      knex.raw(`coalesce(sum(${COMPLETE}), 0) as complete`),
    );
  const gapsTotal = Number(all) - Number(complete);
  const gaps: Row[] =
    gapsTotal === 0
      ? []
      : await clusters
          .clone()
          .whereRaw(`${COMPLETE} = 0`)
          .orderBy('name')
          .limit(GAPS_SHOWN)
          .select(COLUMNS);
  return {
    ...toFleetCoverage(Number(all), gaps),
    complete: Number(complete),
    gapsTotal,
  };
}

/**
 * @param clusters - how many the answer is about
 * @param incomplete - those of them that do not stand behind it completely
 */
export function toFleetCoverage(
  clusters: number,
  incomplete: readonly Row[],
): FleetCoverage {
  return {
    clusters,
    complete: clusters - incomplete.length,
    gaps: incomplete.slice(0, GAPS_SHOWN).map(row => {
      const answers = row.reachability === 'reachable';
      const state: CoverageState = answers
        ? row.coverage_state
        : row.reachability;
      return defined({
        cluster: { id: row.id, name: row.name },
        state,
        since: toTime(row.reachability_since),
        reason:
          (answers ? row.coverage_reason : row.reachability_reason) ?? state,
        // Of a time in the past.
        then: row.past_gap,
        kinds: row.past_kinds,
      });
    }),
    gapsTotal: incomplete.length,
  };
}

/** Whether all that a cluster serves and that is asked for is current. */
export function isComplete(row: Row): boolean {
  return (
    row.reachability === 'reachable' &&
    row.coverage_asked > 0 &&
    row.coverage_current === row.coverage_asked
  );
}

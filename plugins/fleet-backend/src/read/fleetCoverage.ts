import type {
  CoverageState,
  FleetCoverage,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined, toTime, type ReadContext, type Row } from './types';

/**
 * How many clusters stand behind an answer, and which do not.
 *
 * @param clusterIds - those that the answer is about; absent for all
 */
export async function readFleetCoverage(
  context: ReadContext,
  clusterIds?: string[],
): Promise<FleetCoverage> {
  let query = context.knex('cluster').whereNull('left_at');
  if (clusterIds) query = query.whereIn('id', clusterIds);
  const rows: Row[] = await query
    .orderBy('name')
    .select(
      'id',
      'name',
      'reachability',
      'reachability_since',
      'reachability_reason',
      'coverage_asked',
      'coverage_current',
      'coverage_state',
      'coverage_reason',
    );
  const gaps = rows.filter(row => !isComplete(row));
  return {
    clusters: rows.length,
    complete: rows.length - gaps.length,
    gaps: gaps.map(row => {
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
      });
    }),
  };
}

function isComplete(row: Row): boolean {
  return (
    row.reachability === 'reachable' &&
    row.coverage_asked > 0 &&
    row.coverage_current === row.coverage_asked
  );
}

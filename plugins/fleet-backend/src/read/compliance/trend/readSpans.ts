import type {
  ComplianceResult,
  ComplianceSeverity,
  PolicyOnCluster,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { ReadContext, Row } from '../../types';
import type { DayRange } from './DayRange';
import type { Stretch } from './DayPairs';

/** Results that counted alike on a stretch of the days that are asked for. */
export type ResultSpan = {
  pair: PolicyOnCluster;
  severity: ComplianceSeverity;
  result: ComplianceResult;
  isEvaluated: boolean;
  count: number;
  stretch: Stretch;
};

const SAID = [
  'cluster_id',
  'engine',
  'policy',
  'severity',
  'result',
  'is_evaluated',
  'outranked_by',
  'first_day',
  'until_day',
] as const;

/**
 * Reads what counted on any of some days. Of what several observers told one counts: the
 * first of those that the reader may see.
 */
export async function readSpans(
  { view }: ReadContext,
  query: Knex.QueryBuilder,
  range: DayRange,
): Promise<ResultSpan[]> {
  const isLimited = view?.fleet.limited.includes('clusters') ?? false;
  if (!isLimited) void query.where('outranked_by', '');
  const rows: Row[] = await query
    .groupBy(...SAID)
    .select(SAID)
    .sum({ counted: 'things' });
  return rows.flatMap(row => {
    const better: string[] = row.outranked_by.split(/ +/).filter(Boolean);
    if (better.some(id => !isLimited || view?.pastIds.has(id))) return [];
    return [
      {
        pair: pairOf(row),
        severity: row.severity || 'unknown',
        result: row.result,
        isEvaluated: Boolean(row.is_evaluated),
        count: Number(row.counted),
        stretch: stretchOf(row, range),
      },
    ];
  });
}

/** The policy and the cluster of a row. */
export function pairOf(row: Row): PolicyOnCluster {
  return { cluster: row.cluster_id, engine: row.engine, policy: row.policy };
}

/** The part of a row's days that is asked for, from the first of them on. */
export function stretchOf(row: Row, { from, to }: DayRange): Stretch {
  return {
    first: Math.max(Number(row.first_day), from) - from,
    until: Math.min(Number(row.until_day), to + 1) - from,
  };
}

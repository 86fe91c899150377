import type { Knex } from 'knex';
import { pastIdsOf } from '../../pastIds';
import type { ReadContext } from '../../types';
import { COMPLIANCE_COLUMNS, type ComplianceFilter } from '../selectCompliance';
import type { DayRange } from './DayRange';

/** What was so on any of some days, as far as a reader may see it. */
export function selectSpans(
  context: ReadContext,
  filter: ComplianceFilter,
  { from, to }: DayRange,
): Knex.QueryBuilder {
  const query = context
    .knex('compliance_span')
    .where('about', 'result')
    .where('until_day', '>', from)
    .where('first_day', '<=', to);
  return filtered(inSight(context, query, 'compliance_span'), filter);
}

/** Failures that a reader may see. */
export function selectFailures(
  context: ReadContext,
  filter: ComplianceFilter,
): Knex.QueryBuilder {
  const query = context.knex('failure');
  return filtered(inSight(context, query, 'failure'), filter);
}

/**
 * Where policies were expected, or things ran, on any of some days. To who may see a part
 * of the findings only nothing is told of that.
 *
 * @returns nothing where it may not be told
 */
export function selectPlaces(
  context: ReadContext,
  about: 'place' | 'cell',
  filter: ComplianceFilter,
  { from, to }: DayRange,
): Knex.QueryBuilder | undefined {
  const { knex, things } = context;
  if (things && !things.isWhole) return undefined;
  const query = knex('compliance_span')
    .where('about', about)
    .where('until_day', '>', from)
    .where('first_day', '<=', to);
  const ids = pastIdsOf(context);
  if (ids) void query.whereIn('cluster_id', ids);
  return filtered(query, filter);
}

function filtered(
  query: Knex.QueryBuilder,
  filter: ComplianceFilter,
): Knex.QueryBuilder {
  for (const [key, column] of Object.entries(COMPLIANCE_COLUMNS)) {
    const values = filter[key as keyof ComplianceFilter];
    if (values?.length) void query.whereIn(column, values);
  }
  return query;
}

function inSight(
  context: ReadContext,
  query: Knex.QueryBuilder,
  table: 'compliance_span' | 'failure',
): Knex.QueryBuilder {
  const { things } = context;
  const limited = things ? things.limitSums(query, table) : query;
  const ids = pastIdsOf(context);
  if (!ids) return limited;
  return limited
    .whereIn(`${table}.observer`, ids)
    .whereIn(`${table}.cluster_id`, ids);
}

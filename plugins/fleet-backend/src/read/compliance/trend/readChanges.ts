import type { ComplianceDay } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { DAY_MS } from '../../../history/retention';
import type { ReadContext, Row } from '../../types';
import type { ComplianceFilter } from '../selectCompliance';
import type { DayRange } from './DayRange';
import { selectFailures } from './selectKept';

type Changes = ComplianceDay['changes'];

/** What became of failures on each of some days, by how many days after the first. */
export async function readChanges(
  context: ReadContext,
  filter: ComplianceFilter,
  { from, to }: DayRange,
): Promise<(index: number) => Changes> {
  const days = new Map<number, Changes>();
  const count = async (
    column: 'seen_at' | 'ended_at',
    nameOf: (row: Row) => keyof Changes,
    only: (query: Knex.QueryBuilder) => unknown,
  ) => {
    const query = selectFailures(context, filter)
      .where(column, '>=', from * DAY_MS)
      .where(column, '<', (to + 1) * DAY_MS);
    void only(query);
    const day = context.knex.raw('?? / ?', [column, DAY_MS]);
    const fates = column === 'ended_at' ? ['fate'] : [];
    const rows: Row[] = await context
      .knex(query.select({ day }).select(fates).as('changed'))
      .groupBy('day', ...fates)
      .select('day', ...fates)
      .count({ counted: '*' });
    for (const row of rows) {
      const index = Math.floor(Number(row.day)) - from;
      const changes = days.get(index) ?? noChanges();
      days.set(index, changes);
      changes[nameOf(row)] += Number(row.counted);
    }
  };
  // What is dated was seen when it began to fail: of these times one has an index.
  await count(
    'seen_at',
    () => 'new',
    query => query.whereNotNull('first_failed_at'),
  );
  await count(
    'seen_at',
    () => 'found',
    query => query.whereNull('first_failed_at'),
  );
  await count(
    'ended_at',
    ({ fate }) => fate,
    query => query,
  );
  return index => days.get(index) ?? noChanges();
}

function noChanges(): Changes {
  return {
    new: 0,
    found: 0,
    fixed: 0,
    exempted: 0,
    eased: 0,
    gone: 0,
    unproven: 0,
  };
}

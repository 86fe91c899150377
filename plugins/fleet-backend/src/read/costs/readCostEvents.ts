import type { CostEvent } from '@fleetview/backstage-plugin-fleet-common';
import { DAY_MS } from '../../history/retention';
import type { ReadContext, Row } from '../types';
import { visibleOf } from '../visible';
import { selectSeries, type CostFilter } from './selectSeries';

/** So many days before a day are looked at. */
const DAYS_BEFORE = 2;
const EVENTS = 200;

const KINDS: Record<string, CostEvent['kind']> = {
  version: 'release',
  replicas: 'scaling',
};

/**
 * Releases and scalings of what costs something, on a day and shortly before it, as far
 * as the reader may see what runs. The same change on several clusters is one.
 *
 * @param day - since 1970
 */
export async function readCostEvents(
  context: ReadContext,
  filter: CostFilter,
  day: number,
): Promise<CostEvent[]> {
  const { knex } = context;
  const entities = selectSeries(context, filter)
    .whereNot('cost_series.entity_ref', '')
    .distinct('cost_series.entity_ref');
  const query = knex('transition')
    .whereIn('transition.field', Object.keys(KINDS))
    .whereNotNull('transition.from_value')
    .whereBetween('transition.at', [
      (day - DAYS_BEFORE) * DAY_MS,
      (day + 1) * DAY_MS - 1,
    ])
    .whereIn('transition.entity_ref', entities);
  if (filter.cluster?.length) {
    void query.whereIn('transition.cluster_id', filter.cluster);
  }
  const rows: Row[] = await visibleOf(context, query, 'transition')
    .groupBy(
      'transition.entity_ref',
      'transition.field',
      'transition.from_value',
      'transition.to_value',
    )
    // Of too many, those of the day itself are more likely why.
    .orderBy('at', 'desc')
    .limit(EVENTS)
    .select(
      'transition.entity_ref',
      'transition.field',
      'transition.from_value',
      'transition.to_value',
    )
    .min({ at: 'transition.at' })
    .countDistinct({ clusters: 'transition.cluster_id' });
  return rows.map(row => ({
    at: new Date(Number(row.at)).toISOString(),
    kind: KINDS[row.field],
    what: `${row.entity_ref} ${row.from_value} → ${row.to_value} (${row.clusters})`,
  }));
}

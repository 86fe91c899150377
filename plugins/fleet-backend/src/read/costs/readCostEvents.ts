import type { CostEvent } from '@fleetview/backstage-plugin-fleet-common';
import { DAY_MS } from '../../history/retention';
import type { ReadContext, Row } from '../types';
import { visibleOf } from '../visible';
import { selectSeries, type CostFilter } from './selectSeries';

/** So many days before a day are looked at. */
export const DAYS_BEFORE = 2;
const EVENTS = 200;

/** Any number of replicas is one, whether or not they are available. */
const anyOf = (column: string) =>
  `case when transition.field = 'replicas' and ${column} <> 'zero' then 'any' else ${column} end`;
const FROM = anyOf('transition.from_value');
const TO = anyOf('transition.to_value');

const REPLICAS: ReadonlyMap<string, string> = new Map([
  ['zero', 'no replicas'],
  ['any', 'replicas'],
]);

/**
 * Releases of what costs something, and what was scaled to no replicas or from none, on a
 * day and shortly before it, as far as the reader may see what runs. The same change on
 * several clusters is one. That fewer replicas than are wanted are available is no scaling.
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
    .where(change => {
      void change.where('transition.field', 'version').orWhere(scaled => {
        void scaled
          .where('transition.field', 'replicas')
          .whereRaw(
            "(transition.from_value = 'zero') <> (transition.to_value = 'zero')",
          );
      });
    })
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
    .groupByRaw(`transition.entity_ref, transition.field, ${FROM}, ${TO}`)
    // Of too many, those of the day itself are more likely why.
    .orderBy('at', 'desc')
    .limit(EVENTS)
    .select(
      'transition.entity_ref',
      'transition.field',
      knex.raw(`${FROM} as was`),
      knex.raw(`${TO} as became`),
    )
    .min({ at: 'transition.at' })
    .countDistinct({ clusters: 'transition.cluster_id' });
  return rows.map(row => {
    const isRelease = row.field === 'version';
    const nameOf = (value: string) =>
      isRelease ? value : REPLICAS.get(value) ?? value;
    return {
      at: new Date(Number(row.at)).toISOString(),
      kind: isRelease ? 'release' : 'scaling',
      what: `${row.entity_ref} ${nameOf(row.was)} → ${nameOf(row.became)} (${
        row.clusters
      })`,
    };
  });
}

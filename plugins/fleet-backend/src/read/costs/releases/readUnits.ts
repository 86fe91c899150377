import {
  dayOf,
  type ReleaseDay,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext, Row } from '../../types';
import { SHARE_OF_SERIES } from '../grouping';
import { selectDays } from '../selectSeries';

/** What a component cost on one cluster and namespace, in one currency, day by day. */
export type Unit = {
  clusterId: string;
  namespace: string;
  region: string;
  /** Empty where nobody says it. */
  money: string;
  /** Those of which the whole is known, in order. */
  days: ReleaseDay[];
};

/** A day counts where it was told as a whole. */
const IS_WHOLE = `exists (select 1 from cost_told as whole_day
  where whole_day.cluster_id = cost_series.cluster_id
    and whole_day.day = cost_day.day and whole_day.whole)`;

/**
 * What a component cost by cluster and namespace. How many replicas it had on a day is known
 * only where it is of all that it cost: not of what was added up without replicas.
 */
export async function readUnits(
  context: ReadContext,
  entityRef: string,
  days: { first: number; last: number },
): Promise<Unit[]> {
  const { knex } = context;
  const rows: Row[] = await selectDays(
    context,
    { component: [entityRef] },
    days,
  )
    .whereRaw(`${SHARE_OF_SERIES} = 'used'`)
    .whereRaw(IS_WHOLE)
    .groupBy(
      'cost_series.cluster_id',
      'cost_series.namespace',
      'cost_series.region',
      'cost_series.money',
      'cost_day.day',
    )
    .orderBy('cost_day.day')
    .select(
      'cost_series.cluster_id',
      'cost_series.namespace',
      'cost_series.region',
      'cost_series.money',
      'cost_day.day',
      knex.raw(
        'sum(case when cost_day.replicas is null then 1 else 0 end) as lacking',
      ),
    )
    .sum({ cost: 'cost_day.cost', replicas: 'cost_day.replicas' });
  const units = new Map<string, Unit>();
  for (const row of rows) {
    const key = JSON.stringify([row.cluster_id, row.namespace, row.money]);
    const unit: Unit = units.get(key) ?? {
      clusterId: row.cluster_id,
      namespace: row.namespace,
      region: row.region,
      money: row.money,
      days: [],
    };
    units.set(key, unit);
    const hasReplicas = row.replicas !== null && Number(row.lacking) === 0;
    unit.days.push({
      day: dayOf(Number(row.day)),
      cost: Number(row.cost),
      ...(hasReplicas && { replicas: Number(row.replicas) }),
    });
  }
  return [...units.values()];
}

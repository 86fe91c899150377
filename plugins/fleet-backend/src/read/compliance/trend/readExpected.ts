import type { PolicyOnCluster } from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext, Row } from '../../types';
import {
  isOfSomebody,
  withoutBelonging,
  type ComplianceFilter,
} from '../selectCompliance';
import type { DayRange } from './DayRange';
import type { Stretch } from './DayPairs';
import { pairOf, stretchOf } from './readSpans';
import { selectPlaces } from './selectKept';

/**
 * Policies that were expected on clusters, each for a stretch of the days that are asked
 * for: of what somebody owns, while any of that ran there, or the cluster was theirs.
 */
export async function readExpected(
  context: ReadContext,
  filter: ComplianceFilter,
  range: DayRange,
): Promise<{ pair: PolicyOnCluster; stretch: Stretch }[]> {
  const { severity, engine, policy, ...where } = filter;
  const others = withoutBelonging(filter);
  const query = selectPlaces(context, 'place', others, range);
  if (!query) return [];
  const rows: Row[] = await query.select(
    'cluster_id',
    'engine',
    'policy',
    'first_day',
    'until_day',
  );
  const places = rows.map(row => ({
    pair: pairOf(row),
    stretch: stretchOf(row, range),
  }));
  if (!isOfSomebody(filter)) return places;
  const ran = await readRan(context, where, range);
  return places.flatMap(({ pair, stretch }) =>
    (ran.get(pair.cluster) ?? []).flatMap(each => {
      const first = Math.max(stretch.first, each.first);
      const until = Math.min(stretch.until, each.until);
      return first < until ? [{ pair, stretch: { first, until } }] : [];
    }),
  );
}

/** On which clusters something of what is asked for ran, and when. */
async function readRan(
  context: ReadContext,
  filter: ComplianceFilter,
  range: DayRange,
): Promise<Map<string, Stretch[]>> {
  const rows: Row[] =
    (await selectPlaces(context, 'cell', filter, range)?.distinct(
      'cluster_id',
      'first_day',
      'until_day',
    )) ?? [];
  const ran = new Map<string, Stretch[]>();
  for (const row of rows) {
    const known = ran.get(row.cluster_id) ?? [];
    ran.set(row.cluster_id, known);
    known.push(stretchOf(row, range));
  }
  return ran;
}

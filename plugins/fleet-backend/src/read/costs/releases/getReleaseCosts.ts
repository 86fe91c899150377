import { setImmediate } from 'node:timers/promises';
import {
  addDays,
  dayNumber,
  dayOf,
  DEFAULT_RELEASE_SETTINGS,
  type CostOfRelease,
  type ReleaseCosts,
  type ReleaseCostsQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { DAY_MS } from '../../../history/retention';
import { readFleetCoverage } from '../../fleetCoverage';
import { readClusterNames } from '../../readClusterNames';
import { defined, toTime, type ReadContext } from '../../types';
import { limitedOfReleases } from './limitedOfReleases';
import {
  byPlaceOf,
  measureRelease,
  unitKey,
  type MeasuredRelease,
} from './measureRelease';
import { readArrivals, type Release } from './readArrivals';
import { readUnits, type Unit } from './readUnits';

/** Releases that came longer ago are not told of. */
const DAYS = 90;
const RELEASES = 50;

/**
 * What the releases of a component cost more, or less, than what ran before. Each takes a
 * while where there are many clusters: no more are measured than are told, and others have
 * their turn between them.
 */
export async function getReleaseCosts(
  context: ReadContext,
  { component }: ReleaseCostsQuery,
): Promise<ReleaseCosts> {
  const today = dayOf(Math.floor(context.now / DAY_MS));
  const span = { first: addDays(today, -DAYS), last: addDays(today, -1) };
  const weeks = DEFAULT_RELEASE_SETTINGS.weeks * 7;
  const units = await readUnits(context, component, {
    first: dayNumber(span.first) - weeks,
    last: dayNumber(span.last),
  });
  const { releases, arrivals } = await readArrivals(context, component);
  const since = Date.parse(`${span.first}T00:00:00Z`);
  const recent = releases
    .filter(release =>
      arrivals.some(
        ({ release: of, at }) =>
          of.rolloutId === release.rolloutId && at !== undefined && at >= since,
      ),
    )
    .reverse();
  const clusterIds = [
    ...new Set([...units, ...arrivals].map(({ clusterId }) => clusterId)),
  ];
  const names = await readClusterNames(context, clusterIds);
  const moneys = [...new Set(units.map(({ money }) => money))].sort();
  const byPlace = byPlaceOf(arrivals);
  const costs: CostOfRelease[] = [];
  for (const release of recent) {
    if (costs.length >= RELEASES) break;
    await setImmediate();
    // One of which no cost is known is told, too.
    for (const money of moneys.length > 0 ? moneys : ['']) {
      const ofMoney = units.filter(each => each.money === money);
      const measured = measureRelease({
        release,
        units: ofMoney,
        arrivals,
        byPlace,
      });
      costs.push(toCost(release, money, names, { units: ofMoney, measured }));
    }
  }
  return defined({
    asOf: toTime(context.now) as string,
    today,
    component,
    span,
    basis: DEFAULT_RELEASE_SETTINGS,
    releases: costs.slice(0, RELEASES),
    coverage: await readFleetCoverage(context, clusterIds),
    ...limitedOfReleases(context),
  });
}

function toCost(
  release: Release,
  money: string,
  names: ReadonlyMap<string, string>,
  of: { units: readonly Unit[]; measured: MeasuredRelease },
): CostOfRelease {
  const { cost, released, notDated, controls } = of.measured;
  const places = new Map(of.units.map(unit => [unitKey(unit), unit]));
  const placeOf = ({
    clusterId,
    namespace,
  }: {
    clusterId: string;
    namespace: string;
  }) => ({
    cluster: { id: clusterId, name: names.get(clusterId) ?? clusterId },
    namespace,
  });
  const { groups, byCluster, notMeasured, ...sum } = cost;
  return defined({
    rolloutId: release.rolloutId,
    order: release.order,
    version: release.version,
    previousVersion: release.previousVersion,
    beganAt: toTime(
      Math.min(...[...released.values()].map(({ at }) => at), release.beganAt),
    ) as string,
    money: money || undefined,
    sum,
    regions: groups,
    instances: byCluster.flatMap(
      ({ cluster, group, perReplica, ...measured }) => {
        const arrival = released.get(cluster);
        if (!arrival) return [];
        const { replicas, ...ofReplica } = perReplica ?? {};
        return [
          defined({
            ...placeOf(arrival),
            group,
            releasedOn: dayOf(Math.floor(arrival.at / DAY_MS)),
            toldBy: arrival.toldBy as 'seen' | 'engine',
            ...measured,
            ...(perReplica && {
              perReplica: ofReplica as typeof measured.total,
              replicas,
            }),
          }),
        ];
      },
    ),
    notMeasured: notMeasured.flatMap(key => {
      const unit = places.get(key);
      return unit ? [placeOf(unit)] : [];
    }),
    notDated: notDated.map(placeOf),
    controls,
  });
}

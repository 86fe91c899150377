import {
  dayOf,
  releaseCost,
  type ReleaseCluster,
  type ReleaseCost,
} from '@fleetview/backstage-plugin-fleet-common';
import { DAY_MS } from '../../../history/retention';
import type { Arrival, Release } from './readArrivals';
import type { Unit } from './readUnits';

/** What a release cost, and of what that is not known. */
export type MeasuredRelease = {
  cost: ReleaseCost;
  /** Where it came to at a known time and costs are known, by the name that the cost has for it. */
  released: Map<string, Arrival & { at: number }>;
  /** Where it came to, and nobody knows when. */
  notDated: Arrival[];
  /** Where it had not come to. */
  controls: number;
};

/** What came to each place, by its `unitKey`. */
export type ArrivalsByPlace = ReadonlyMap<string, readonly Arrival[]>;

/** What tells a unit from others in the figures. */
export function unitKey(place: { clusterId: string; namespace: string }) {
  return `${place.clusterId}/${place.namespace}`;
}

/** Arrivals of all releases of a component by where they came to, in their order. */
export function byPlaceOf(arrivals: readonly Arrival[]): ArrivalsByPlace {
  const byPlace = new Map<string, Arrival[]>();
  for (const arrival of arrivals) {
    const key = unitKey(arrival);
    const there = byPlace.get(key);
    if (there) there.push(arrival);
    else byPlace.set(key, [arrival]);
  }
  return byPlace;
}

/**
 * What one release cost, in one currency. Days count only as long as no other release of the
 * component came to the same place, and where it is not known when one came, the place is
 * compared with nothing. A place that gave a release back has not got it: days count there
 * until it came, or from when it was gone.
 *
 * @param units - all of one currency
 * @param arrivals - of all releases of the component
 * @param byPlace - the same by place, made once for all that are measured
 * @param from - clusters on which it may be measured; all where absent
 */
export function measureRelease(options: {
  release: Release;
  units: readonly Unit[];
  arrivals: readonly Arrival[];
  byPlace: ArrivalsByPlace;
  from?: ReadonlySet<string>;
}): MeasuredRelease {
  const { release, units, arrivals, byPlace, from } = options;
  const own = arrivals.filter(
    each => each.release.rolloutId === release.rolloutId && !each.takenBack,
  );
  const firstAt = Math.min(Infinity, ...own.flatMap(({ at }) => at ?? []));
  const released: MeasuredRelease['released'] = new Map();
  const clusters: ReleaseCluster[] = [];
  let controls = 0;
  for (const unit of units) {
    const key = unitKey(unit);
    const there = byPlace.get(key) ?? [];
    const arrival = there.find(
      each => each.release.rolloutId === release.rolloutId && !each.takenBack,
    );
    const at = arrival ? arrival.at : firstAt;
    // Where nothing is known of what runs, it is not known that it lacks the release.
    if (at === undefined || !Number.isFinite(at) || there.length === 0) {
      continue;
    }
    const others = there.filter(each => each !== arrival);
    if (others.some(each => mayHaveComeSince(each, release, at))) continue;
    if (arrival && from && !from.has(unit.clusterId)) continue;
    clusters.push({
      cluster: key,
      group: unit.region,
      ...(arrival && { releasedOn: dayOf(Math.floor(at / DAY_MS)) }),
      days: between(unit.days, at, others),
    });
    if (arrival) released.set(key, { ...arrival, at });
    else controls += 1;
  }
  return {
    cost: releaseCost(clusters),
    released,
    notDated: own.filter(({ at }) => at === undefined),
    controls,
  };
}

/**
 * Whether another release came at a time that nobody knows, and that may be after this one,
 * or was there for a while that this one came in.
 */
function mayHaveComeSince(
  other: Arrival,
  release: Release,
  at: number,
): boolean {
  if (other.takenBack) {
    const { cameAt = -Infinity, goneAt = Infinity } = other.takenBack;
    return cameAt <= at && at <= goneAt;
  }
  return (
    other.at === undefined &&
    (other.release.order > release.order || other.latestAt > at)
  );
}

/** The days around a time on which nothing else was released. */
function between(
  days: Unit['days'],
  at: number,
  others: readonly Arrival[],
): Unit['days'] {
  const times = others.flatMap(({ at: cameAt, latestAt, takenBack }) =>
    takenBack ? Object.values(takenBack) : cameAt ?? latestAt,
  );
  const before = Math.max(-Infinity, ...times.filter(time => time <= at));
  const after = Math.min(Infinity, ...times.filter(time => time > at));
  const first = Number.isFinite(before)
    ? dayOf(Math.floor(before / DAY_MS))
    : '';
  const last = Number.isFinite(after) ? dayOf(Math.floor(after / DAY_MS)) : '~';
  return days.filter(({ day }) => day > first && day < last);
}

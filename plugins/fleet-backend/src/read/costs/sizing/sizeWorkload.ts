import {
  dayOf,
  rightSizing,
  unitPrice,
  type ResourceSizing,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../../types';
import type { SizingDay } from './readSizingDays';

const MINUTES_OF_DAY = 1440;
/** Of a month as clouds bill it. */
const DAYS_OF_MONTH = 730 / 24;

/** What a workload should request. */
export type WorkloadSize = {
  /** The mean of all days that are told, those without it among them. */
  replicas?: number;
  costPerMonth: number;
  cpu: ResourceSizing;
  ram: ResourceSizing;
  savingPerMonth?: number;
};

/**
 * What one replica of a workload should request, from its days.
 *
 * @param days - at least one, all of one workload and currency
 * @param told - how many days are told of its cluster in that currency: on those on which
 *   it was not there it cost nothing, and would have saved nothing
 */
export function sizeWorkload(
  days: readonly SizingDay[],
  told: number,
): WorkloadSize {
  const toldDays = Math.max(told, days.length);
  const running = mean(days.flatMap(each => each.replicas ?? []));
  const replicas =
    running === undefined ? undefined : (running * days.length) / toldDays;
  const cpu = sizeResource('cpu', days, replicas);
  const ram = sizeResource('ram', days, replicas);
  const proposed = [cpu, ram].filter(({ request }) => request !== undefined);
  const savings = proposed.flatMap(each => each.savingPerMonth ?? []);
  return defined({
    replicas,
    costPerMonth:
      (days.reduce((sum, { cost }) => sum + cost, 0) / toldDays) *
      DAYS_OF_MONTH,
    cpu,
    ram,
    savingPerMonth:
      proposed.length > 0 && savings.length === proposed.length
        ? savings.reduce((sum, each) => sum + each, 0)
        : undefined,
  });
}

function sizeResource(
  resource: 'cpu' | 'ram',
  days: readonly SizingDay[],
  replicas: number | undefined,
): ResourceSizing {
  const sized = rightSizing({
    resource,
    usage: days.map(each =>
      defined({
        day: dayOf(each.day),
        requested: ofOne(each[resource].requested, each.replicas),
        used: each[resource].high,
        throttled: each.throttled,
        outOfMemory: each.kills === undefined ? undefined : each.kills > 0,
      }),
    ),
    ...defined({ price: priceOf(resource, days), replicas }),
  });
  const known = {
    days: sized.days,
    requested: sized.requested,
    used: sized.used,
    usedMean: mean(
      days.flatMap(each => ofOne(each[resource].used, each.replicas) ?? []),
    ),
  };
  if (sized.why === undefined) {
    const { request, savingPerMonth } = sized;
    return defined({ ...known, request, savingPerMonth });
  }
  return defined({ ...known, why: whyNot(sized.why, resource, days) });
}

/** That there is no request is said only where somebody told what one replica requests. */
function whyNot(
  why: NonNullable<ResourceSizing['why']>,
  resource: 'cpu' | 'ram',
  days: readonly SizingDay[],
): ResourceSizing['why'] {
  if (why !== 'no-request' && why !== 'too-few-days') return why;
  const has = (of: (day: SizingDay) => number | undefined) =>
    days.some(day => of(day) !== undefined);
  const isRequested = days.some(day => (day[resource].requested ?? 0) > 0);
  if (
    !has(day => day[resource].high) &&
    (has(day => day[resource].used) || isRequested) &&
    (isRequested || why === 'too-few-days')
  ) {
    return 'high-unknown';
  }
  if (why === 'no-request' && isRequested && !has(day => day.replicas)) {
    return 'replicas-unknown';
  }
  return why;
}

/** What one replica has of what all have. */
function ofOne(
  amount: number | undefined,
  replicas: number | undefined,
): number | undefined {
  return amount === undefined || !replicas ? undefined : amount / replicas;
}

/** What a core or byte was charged for an hour, over the days on which all of it is known. */
function priceOf(
  resource: 'cpu' | 'ram',
  days: readonly SizingDay[],
): number | undefined {
  let cost = 0;
  let amount = 0;
  for (const { [resource]: each } of days) {
    if (each.cost === undefined) continue;
    if (each.requested === undefined || each.used === undefined) continue;
    cost += each.cost;
    amount += Math.max(each.requested, each.used);
  }
  return unitPrice(cost, amount, MINUTES_OF_DAY);
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0
    ? undefined
    : values.reduce((sum, value) => sum + value, 0) / values.length;
}

import {
  dayNumber,
  dayOf,
  type CostHoursQuery,
  type FleetCostHours,
} from '@fleetview/backstage-plugin-fleet-common';
import { readFleetCoverage } from '../fleetCoverage';
import { HOUR_DAYS } from '../../derive/costs/hourColumns';
import { DAY_MS } from '../../history/retention';
import { limitedInScope } from '../scopes';
import { defined, toTime, type ReadContext } from '../types';
import { readHours } from './readHours';
import { readClustersOfDays } from './readClustersOfDays';
import { readHoursTold, type ToldHours } from './readHoursTold';

const HOUR_MS = 3_600_000;
const HOURS_OF_DAY = 24;
/** Tools tell of an hour after it, and are asked once an hour: until then it is not missing. */
const LATE_HOURS = 3;

type Sheet = FleetCostHours['sheets'][number];

/** What was spent by hour, of clusters that tell of hours. */
export async function getCostHours(
  context: ReadContext,
  filter: CostHoursQuery,
): Promise<FleetCostHours> {
  const nowHour = Math.floor(context.now / HOUR_MS);
  const today = dayOf(Math.floor(context.now / DAY_MS));
  const span = { first: dayNumber(today) - HOUR_DAYS, last: dayNumber(today) };
  const costs = await readHours(context, filter, span);
  const told = await readHoursTold(context, filter, span);
  const ofDays = await readClustersOfDays(context, filter, span);
  const sheets = [...new Set(told.map(({ money }) => money))]
    .sort()
    .map(money =>
      toSheet({
        money,
        costs: costs.get(money) ?? new Map(),
        told: told.filter(each => each.money === money),
        ofDays: ofDays.get(money) ?? [],
        nowHour,
        todayHour: span.last * HOURS_OF_DAY,
      }),
    );
  return defined({
    asOf: toTime(context.now) as string,
    today,
    sheets,
    coverage: await readFleetCoverage(context, [
      ...new Set(told.map(({ clusterId }) => clusterId)),
    ]),
    ...limitedInScope(context, 'allocations'),
  });
}

function toSheet(options: {
  money: string;
  /** By hour since 1970. */
  costs: ReadonlyMap<number, number>;
  told: readonly ToldHours[];
  /** Clusters that told of days. */
  ofDays: readonly string[];
  /** The hour that is not over. */
  nowHour: number;
  todayHour: number;
}): Sheet {
  const { money, costs, told, ofDays, nowHour, todayHour } = options;
  const known = new Map<number, number>();
  const since: number[] = [];
  for (const { hours } of told) {
    const own = hours.filter(hour => hour < nowHour);
    for (const hour of own) known.set(hour, (known.get(hour) ?? 0) + 1);
    if (own.length > 0) since.push(Math.min(...own));
  }
  const first = Math.min(...since);
  const last = Math.max(nowHour - 1 - LATE_HOURS, ...known.keys());
  const hours: Sheet['hours'] = [];
  for (let hour = first; hour <= last; hour += 1) {
    const count = known.get(hour) ?? 0;
    hours.push({
      at: new Date(hour * HOUR_MS).toISOString(),
      // Things that a cluster that told has not cost nothing then.
      ...(count > 0 && { cost: costs.get(hour) ?? 0 }),
      known: count,
      expected: since.filter(from => from <= hour).length,
    });
  }
  return defined({
    money: money || undefined,
    hours,
    clusters: clustersOf(told, ofDays),
    today: todayOf(
      hours.filter(({ at }) => Date.parse(at) >= todayHour * HOUR_MS),
      // Nobody told of the hours of today before the first: that is not that they cost nothing.
      hours.length > 0 ? Math.max(0, first - todayHour) : 0,
    ),
  });
}

function clustersOf(
  told: readonly ToldHours[],
  ofDays: readonly string[],
): Sheet['clusters'] {
  const known = new Set(told.map(({ clusterId }) => clusterId));
  return {
    known: known.size,
    expected: new Set([...known, ...ofDays]).size,
  };
}

/** @param before - hours of today before those */
function todayOf(hours: Sheet['hours'], before: number): Sheet['today'] {
  const told = hours.filter(({ known }) => known > 0);
  const whole = told.filter(({ known, expected }) => known === expected);
  return {
    ...(told.length > 0 && {
      cost: told.reduce((sum, { cost = 0 }) => sum + cost, 0),
    }),
    known: whole.length,
    inPart: told.length - whole.length,
    missing: before + hours.length - told.length,
  };
}

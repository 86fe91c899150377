import { setImmediate } from 'node:timers/promises';
import { InputError } from '@backstage/errors';
import {
  addDays,
  dayNumber,
  dayOf,
  DEFAULT_RIGHT_SIZING,
  type FleetRightSizing,
  type RightSizingQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { DAY_MS } from '../../../history/retention';
import { readFleetCoverage } from '../../fleetCoverage';
import { readClusterNames } from '../../readClusterNames';
import { limitedInScope } from '../../scopes';
import { defined, toTime, type ReadContext } from '../../types';
import { containerKey, readContainers } from './readContainers';
import { readSizingDays } from './readSizingDays';
import { readSizingSeries } from './readSizingSeries';
import { readToldDays } from './readToldDays';
import { newestOf, sizeSeries, type Sized } from './sizeSeries';
import type { WorkloadSize } from './sizeWorkload';
import { addSizes, countSizes } from './sumSizes';

/** So many days are looked at where nobody says how many. */
const DAYS = 14;
const ITEMS = 200;
/**
 * Of workloads and days: at the fewest days 100,000 workloads, of which each takes about 1 KB
 * until all are sized. Their days are read in parts.
 */
const FIGURES = 700_000;
/** So many workloads are read at once: with 35 days of each, about 13 MB. */
const AT_ONCE = 500;

/** What workloads should request, from what they used on whole days. */
export async function getRightSizing(
  context: ReadContext,
  query: RightSizingQuery,
): Promise<FleetRightSizing> {
  const { days = DAYS, ...filter } = query;
  const today = dayOf(Math.floor(context.now / DAY_MS));
  const span = { first: addDays(today, -days), last: addDays(today, -1) };
  const series = await readSizingSeries(context, filter);
  if (series.length * days > FIGURES) {
    throw new InputError(
      `There are ${series.length} workloads. Ask for fewer days, or for one owner, system, region or cluster.`,
    );
  }
  const numbers = {
    first: dayNumber(span.first),
    last: dayNumber(span.last),
  };
  const told = await readToldDays(
    context,
    [...new Set(series.map(each => each.clusterId))],
    numbers,
  );
  const all: Sized[] = [];
  for (let start = 0; start < series.length; start += AT_ONCE) {
    const some = series.slice(start, start + AT_ONCE);
    const known = await readSizingDays(
      context,
      filter,
      numbers,
      some.map(({ id }) => id),
    );
    for (const each of some) {
      const size = sizeSeries(
        each,
        known.get(each.id) ?? [],
        told.get(each.clusterId) ?? [],
      );
      if (size) all.push(size);
    }
    // Others are to be answered in between: SQLite does not let them.
    await setImmediate();
  }
  const sized = newestOf(all);
  const shown = sized.sort(inOrder).slice(0, ITEMS);
  const clusterIds = [...new Set(sized.map(each => each.clusterId))];
  const names = await readClusterNames(context, clusterIds);
  const containers = await readContainers(context, shown);
  return defined({
    asOf: toTime(context.now) as string,
    today,
    span,
    basis: { cpu: basisOf('cpu'), ram: basisOf('ram') },
    items: shown.map(each => toItem(each, { names, containers })),
    itemsTotal: sized.length,
    totals: countSizes(sized),
    sums: addSizes(sized),
    coverage: await readFleetCoverage(context, clusterIds),
    ...limitedInScope(context, 'allocations'),
  });
}

function basisOf(resource: 'cpu' | 'ram'): FleetRightSizing['basis']['cpu'] {
  const { quantile, headroom, leastDays, leastChange } =
    DEFAULT_RIGHT_SIZING[resource];
  return { quantile, headroom, leastDays, leastChange };
}

function isProposed({ cpu, ram }: WorkloadSize): boolean {
  return cpu.request !== undefined || ram.request !== undefined;
}

/** What changes most money first, then what costs most; two that are alike by their names. */
function inOrder(a: Sized, b: Sized): number {
  const amount = ({ size }: Sized) =>
    isProposed(size) ? Math.abs(size.savingPerMonth ?? 0) : size.costPerMonth;
  return (
    Number(isProposed(b.size)) - Number(isProposed(a.size)) ||
    amount(b) - amount(a) ||
    (textOf(a) < textOf(b) ? -1 : 1)
  );
}

function textOf({ clusterId, namespace, kind, name, money }: Sized): string {
  return [clusterId, namespace, kind, name, money].join('/');
}

function toItem(
  { size, ...series }: Sized,
  known: {
    names: ReadonlyMap<string, string>;
    containers: ReadonlyMap<string, string[]>;
  },
): FleetRightSizing['items'][number] {
  const { clusterId, namespace, kind, name, entityRef, owner, money } = series;
  return defined({
    cluster: { id: clusterId, name: known.names.get(clusterId) ?? clusterId },
    namespace,
    kind,
    name,
    containers: known.containers.get(containerKey(series)) ?? [],
    component: entityRef || undefined,
    owner: owner === 'unassigned' ? undefined : owner || undefined,
    money: money || undefined,
    ...size,
  });
}

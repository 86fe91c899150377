import type { AllocationTotals } from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf, readCoverageIndex } from '../../coverage/coverageIndex';
import { inScope } from '../scopes';
import type { ReadContext, Row } from '../types';
import { restingOnAnswer } from '../restingOnAnswer';
import { selectAllocations, type AllocationFilter } from './selectAllocations';

/** Sums that are told, of windows, cost tools, grains, shares and currencies. */
const SUMS = 500;

/** What sums are of. */
const SUMMED_BY = [
  'window_start',
  'window_end',
  'engine',
  'grain',
  'share',
  'money',
] as const;

/** What it takes to judge whether allocations are current. */
const RESTS_ON = [
  'observer',
  'subject',
  'adapter',
  'api_group',
  'kind',
  'namespace',
  'unreadable',
] as const;

type Sum = AllocationTotals['windows'][number];

/** Sums of what a reader may see, of each window, cost tool, grain, share and currency: none of them may be added to another. */
export async function readAllocationTotals(
  context: ReadContext,
  clusterId: string,
  filter: AllocationFilter,
): Promise<AllocationTotals> {
  const { knex } = context;
  const columns = [...SUMMED_BY, ...RESTS_ON].map(name => `allocation.${name}`);
  const found: Row[] = await inScope(
    context,
    selectAllocations(knex, clusterId, { ...filter, start: undefined }),
    'allocation',
  )
    .groupBy(columns)
    .select(columns)
    .select(knex.raw('min(allocation.name) as name'))
    .count({ things: '*' })
    .sum({ spent: 'allocation.cost' });
  const groups = found.map(restingOnAnswer);
  const coverage = await readCoverageIndex(context, groups);
  const start =
    filter.start === undefined ? undefined : Date.parse(filter.start);
  const sums = new Map<string, Sum>();
  let total = 0;
  for (const group of groups) {
    const key = SUMMED_BY.map(name => group[name]).join('/');
    const things = Number(group.things);
    const sum: Sum = sums.get(key) ?? {
      window: {
        start: new Date(Number(group.window_start)).toISOString(),
        end: new Date(Number(group.window_end)).toISOString(),
      },
      engine: group.engine,
      grain: group.grain,
      share: group.share,
      ...(group.money ? { money: group.money } : {}),
      things: 0,
      cost: 0,
      stale: 0,
    };
    sum.things += things;
    sum.cost += Number(group.spent);
    if (!currencyOf(group, coverage).current) sum.stale += things;
    sums.set(key, sum);
    if (start === undefined || Number(group.window_start) === start) {
      total += things;
    }
  }
  return {
    total,
    windows: [...sums.values()].sort(byWindow).slice(0, SUMS),
  };
}

/** The newest window first, then by what it is of. */
function byWindow(a: Sum, b: Sum): number {
  return (
    Date.parse(b.window.start) - Date.parse(a.window.start) ||
    (wordsOf(a) < wordsOf(b) ? -1 : 1)
  );
}

function wordsOf({ window, engine, grain, share, money }: Sum): string {
  return [window.end, engine, grain, share, money].join('/');
}

import { aggregateAllocations } from './aggregateAllocations';
import type { CostAllocation } from './CostAllocation';

const used = (
  namespace: string | undefined,
  cpu: number,
  more: Partial<CostAllocation> = {},
): CostAllocation => ({
  share: 'used',
  cluster: 'one',
  ...(namespace === undefined ? {} : { namespace }),
  costs: { cpu, total: cpu },
  ...more,
});
const idle = (cpu: number, ram = 0, more: Partial<CostAllocation> = {}) => ({
  share: 'idle' as const,
  cluster: 'one',
  costs: { cpu, ram, total: cpu + ram },
  ...more,
});
const totals = (groups: ReturnType<typeof aggregateAllocations>) =>
  Object.fromEntries(
    groups.map(({ name, costs }) => [name, Number(costs.total.toFixed(6))]),
  );

describe('aggregateAllocations', () => {
  it('makes nothing of nothing', () => {
    expect(aggregateAllocations([], { by: ['namespace'] })).toEqual([]);
  });

  it('tells apart what has no value, what is idle, and a value of the same name', () => {
    const groups = aggregateAllocations(
      [
        used('shop', 5),
        used(undefined, 1),
        idle(2),
        used('__idle__', 4),
        used(undefined, 3, { share: 'unmounted' }),
      ],
      { by: ['namespace'] },
    );
    expect(
      groups.map(({ name, share, costs }) => [name, share, costs.total]),
    ).toEqual([
      ['shop', 'used', 5],
      ['__idle__', 'used', 4],
      ['__unmounted__', 'unmounted', 3],
      ['__idle__', 'idle', 2],
      ['__unallocated__', 'unallocated', 1],
    ]);
  });

  it('does not know of a sum what it knows of no summand', () => {
    const [group] = aggregateAllocations(
      [
        used('shop', 5),
        used('shop', 1, { costs: { cpu: 1, ram: 2, total: 4 } }),
      ],
      { by: ['namespace'] },
    );
    expect(group).toMatchObject({ count: 2, values: ['shop'] });
    expect(group.costs).toEqual({ cpu: 6, ram: 2, total: 9 });
  });

  it('keeps the money together, whatever is divided', () => {
    const all = [
      used('shop', 5, { node: 'a' }),
      used('pay', 1, { node: 'b' }),
      used('logs', 2, { node: 'b' }),
      idle(3, 0, { node: 'a' }),
      idle(1, 4, { node: 'b' }),
      idle(0, 1),
    ];
    const sum = 17;
    for (const mode of ['separate', 'split', 'share'] as const) {
      for (const sharedSplit of ['even', 'weighted'] as const) {
        const groups = aggregateAllocations(all, {
          by: ['namespace'],
          idle: mode,
          sharedSplit,
          shared: ({ namespace }) => namespace === 'logs',
        });
        const total = groups.reduce((each, { costs }) => each + costs.total, 0);
        expect(total).toBeCloseTo(sum, 9);
      }
    }
  });

  it('leaves idle cost idle that nobody could have used', () => {
    // Memory is idle, and nobody pays for any.
    expect(
      totals(
        aggregateAllocations([used('shop', 5), idle(2, 4)], {
          by: ['namespace'],
          idle: 'share',
        }),
      ),
    ).toEqual({ shop: 7, __idle__: 4 });
  });

  it('divides idle cost of a node among those on it, and of a cluster among all on it', () => {
    const all = [
      used('shop', 6, { node: 'a' }),
      used('pay', 2, { node: 'b' }),
      used('far', 2, { cluster: 'two', node: 'a' }),
      idle(1, 0, { node: 'a' }),
      idle(4),
    ];
    expect(
      totals(aggregateAllocations(all, { by: ['namespace'], idle: 'share' })),
    ).toEqual({ shop: 6 + 1 + 3, pay: 2 + 1, far: 2 });
    expect(
      totals(aggregateAllocations(all, { by: ['namespace'], idle: 'split' })),
    ).toMatchObject({ 'a/__idle__': 1, 'one/__idle__': 4 });
  });

  it('is as efficient as its members whose request and use are known', () => {
    const usage = (cpuCoresRequested: number, cpuCoresUsed?: number) => ({
      minutes: 60,
      usage: {
        cpuCoresRequested,
        ...(cpuCoresUsed === undefined ? {} : { cpuCoresUsed }),
      },
    });
    const efficiencies = aggregateAllocations(
      [
        used('shop', 4, usage(2, 1)),
        used('shop', 4, usage(2)),
        used('shop', 4, usage(0, 9)),
        used('pay', 3, usage(0, 1)),
        used('logs', 2),
      ],
      { by: ['namespace'] },
    ).map(({ name, efficiency }) => [name, efficiency]);
    expect(efficiencies).toEqual([
      ['shop', { cpu: 0.5, total: 0.5 }],
      ['pay', { cpu: 'no-request' }],
      ['logs', undefined],
    ]);
  });

  it('takes keys for data', () => {
    const labels = JSON.parse('{"team": "a"}');
    expect(
      totals(
        aggregateAllocations([used('shop', 5, { labels })], {
          by: ['label:__proto__', 'label:constructor', 'label:team'],
        }),
      ),
    ).toEqual({ '__unallocated__/__unallocated__/a': 5 });
  });
});

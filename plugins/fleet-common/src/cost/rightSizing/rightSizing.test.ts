import { addDays } from '../series/days';
import { cases, Generator, times } from '../series/__testUtils__/generate';
import type { CostAllocation } from '../CostAllocation';
import { rightSizing, type UsageDay } from './rightSizing';
import { savingsOf } from './savingsOf';
import { unitPrice } from './unitPrice';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const days = (count: number, more: (index: number) => Partial<UsageDay>) =>
  times(count, index => ({
    day: addDays('2026-11-01', index),
    ...more(index),
  }));
const cpu = (count: number, more: Partial<UsageDay> = {}) =>
  days(count, index => ({
    requested: 2,
    used: 0.3 + index / 100,
    throttled: 0,
    ...more,
  }));

describe('rightSizing', () => {
  it('covers a quantile of what was used, with headroom', () => {
    // Of 0.30 to 0.40 the 0.95 quantile is 0.395; 15 % more are 0.45425.
    expect(
      rightSizing({
        resource: 'cpu',
        usage: cpu(11),
        price: 0.03,
        replicas: 4,
      }),
    ).toEqual({
      resource: 'cpu',
      days: 11,
      requested: 2,
      used: expect.closeTo(0.395, 12),
      request: 0.455,
      // (2 − 0.455) cores · 4 replicas · 0.03 · 730 hours
      savingPerMonth: expect.closeTo(135.342, 9),
    });
  });

  it('covers the highest day of memory', () => {
    const usage = days(7, index => ({
      requested: 2 * GIB,
      used: (index === 3 ? 800 : 100) * MIB,
      outOfMemory: false,
    }));
    expect(rightSizing({ resource: 'ram', usage })).toMatchObject({
      used: 800 * MIB,
      request: 920 * MIB,
    });
  });

  it('does not round up what is even', () => {
    const usage = cpu(7, { used: 0.26 });
    expect(
      rightSizing({ resource: 'cpu', usage, settings: { headroom: 0 } }),
    ).toMatchObject({ request: 0.26 });
  });

  it.each([
    ['no-request', cpu(7, { requested: undefined })],
    ['no-request', cpu(7, { requested: 0 })],
    ['too-few-days', cpu(6)],
    [
      'too-few-days',
      [...cpu(6), { day: '2026-11-20', requested: 2, throttled: 0 }],
    ],
    ['too-few-days', [...cpu(6), ...cpu(6)]],
    ['throttled', [...cpu(7), { day: '2026-11-20', throttled: 0.2 }]],
    ['throttling-unknown', cpu(7, { throttled: undefined })],
    ['small', cpu(7, { used: 1.7 })],
  ] as const)('proposes nothing: %s', (why, usage) => {
    const sizing = rightSizing({
      resource: 'cpu',
      usage,
      price: 1,
      replicas: 1,
    });
    expect(sizing.why).toBe(why);
    expect(sizing).not.toHaveProperty('request');
    expect(sizing).not.toHaveProperty('savingPerMonth');
  });

  it.each([
    ['out-of-memory', true],
    ['out-of-memory-unknown', undefined],
  ])('proposes no less memory: %s', (why, outOfMemory) => {
    const usage = days(9, index => ({
      requested: GIB,
      used: 100 * MIB,
      outOfMemory: index === 4 ? outOfMemory : false,
    }));
    expect(rightSizing({ resource: 'ram', usage }).why).toBe(why);
  });

  it('takes a little throttling for none', () => {
    expect(
      rightSizing({ resource: 'cpu', usage: cpu(7, { throttled: 0.01 }) }),
    ).toHaveProperty('request');
  });

  it('proposes more where more is used, also where nobody knows of throttling', () => {
    const sizing = rightSizing({
      resource: 'cpu',
      usage: cpu(7, { requested: 0.1, throttled: undefined }),
      price: 1,
      replicas: 1,
    });
    expect(sizing).toMatchObject({ request: 0.411 });
    expect((sizing as { savingPerMonth: number }).savingPerMonth).toBeCloseTo(
      -0.311 * 730,
      9,
    );
  });

  it('goes by the request of the last day', () => {
    const usage = cpu(10).map((each, index) => ({
      ...each,
      requested: index < 5 ? 8 : 2,
    }));
    expect(
      rightSizing({ resource: 'cpu', usage: [...usage].reverse() }).requested,
    ).toBe(2);
  });

  it('puts days in order without reading them as dates', () => {
    const parse = jest.spyOn(Date, 'parse');
    const usage = [...cpu(10)].reverse();
    parse.mockClear();
    rightSizing({ resource: 'cpu', usage });
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
  });

  it('does not make a tiny request larger for being tiny', () => {
    expect(
      rightSizing({
        resource: 'cpu',
        usage: cpu(7, { requested: 0.005, used: 0.001 }),
      }),
    ).toMatchObject({ why: 'small' });
  });

  it('says no saving without a price or the replicas', () => {
    for (const known of [{ price: 1 }, { replicas: 1 }]) {
      expect(
        rightSizing({ resource: 'cpu', usage: cpu(7), ...known }),
      ).not.toHaveProperty('savingPerMonth');
    }
  });

  it.each(cases(50, 'size'))('%s', seed => {
    const generator = new Generator(seed);
    const requested = generator.between(0.1, 8);
    const usage = days(generator.whole(7, 30), () => ({
      requested,
      used: generator.between(0, 4),
      throttled: 0,
    }));
    const sizing = rightSizing({
      resource: 'cpu',
      usage,
      price: 1,
      replicas: 2,
    });
    expect(
      rightSizing({
        resource: 'cpu',
        usage: generator.shuffled(usage),
        price: 1,
        replicas: 2,
      }),
    ).toEqual(sizing);
    // It covers the quantile and its headroom, and hardly more; or hardly differs.
    const wanted = sizing.used! * 1.15;
    const { request = requested, savingPerMonth = 0 } = {
      request: undefined,
      savingPerMonth: undefined,
      ...sizing,
    };
    expect([undefined, 'small']).toContain(sizing.why);
    const slack = sizing.why === 'small' ? 0.1 * requested : 0;
    expect(request).toBeGreaterThanOrEqual(wanted - slack - 1e-6);
    expect(request).toBeLessThanOrEqual(Math.max(wanted, 0.01) + slack + 0.001);
    expect(savingPerMonth).toBeCloseTo((requested - request) * 2 * 730, 6);
  });
});

describe('unitPrice', () => {
  it('is of one unit for one hour', () => {
    expect(unitPrice(12, 2, 180)).toBe(2);
    expect(unitPrice(0, 2, 60)).toBe(0);
  });

  it.each([
    [undefined, 2, 60],
    [1, undefined, 60],
    [1, 0, 60],
    [1, 2, 0],
    [-1, 2, 60],
  ])('of %p for %p in %p minutes nobody can tell', (cost, amount, minutes) => {
    expect(unitPrice(cost, amount, minutes)).toBeUndefined();
  });
});

describe('savingsOf', () => {
  const used = (
    costs: CostAllocation['costs'],
    usage: CostAllocation['usage'] = {},
  ): CostAllocation => ({ share: 'used', costs, usage });

  it('tells idle of requests from idle of infrastructure', () => {
    expect(
      savingsOf([
        used(
          { cpu: 40, ram: 20, pv: 5, total: 65 },
          {
            cpuCoresRequested: 4,
            cpuCoresUsed: 1,
            ramBytesRequested: 10,
            ramBytesUsed: 12,
          },
        ),
        { share: 'idle', costs: { cpu: 30, total: 30 } },
        { share: 'unmounted', costs: { pv: 5, total: 5 } },
      ]),
    ).toEqual({
      total: 100,
      used: 10 + 20,
      idleOfRequests: { cpu: 30, ram: 0, total: 30 },
      idleOfInfrastructure: 30,
      unmounted: 5,
      unknown: 0,
      other: 5,
      savings: {
        // 40 · (1 − 1.15 / 4), 30 less a fifth of 100, and the volume.
        requests: 28.5,
        infrastructure: 10,
        unmounted: 5,
        total: 43.5,
      },
    });
  });

  it('calls nothing used of which nobody knows', () => {
    expect(
      savingsOf([
        used({ cpu: 10, total: 10 }, { cpuCoresUsed: 1 }),
        used({ ram: 5, total: 5 }),
        used({ total: 7 }),
      ]),
    ).toMatchObject({ total: 22, used: 0, unknown: 15, other: 7 });
  });

  it('sees no idle request where none was made', () => {
    expect(
      savingsOf([
        used({ cpu: 10, total: 10 }, { cpuCoresRequested: 0, cpuCoresUsed: 1 }),
      ]),
    ).toMatchObject({
      used: 10,
      idleOfRequests: { total: 0 },
      savings: { total: 0 },
    });
  });

  it.each(cases(60, 'savings'))('parts are the total: %s', seed => {
    const generator = new Generator(seed);
    const maybe = (value: number) =>
      generator.chance(0.8) ? value : undefined;
    const allocations = times(generator.whole(0, 12), (): CostAllocation => {
      const share = (
        ['used', 'idle', 'shared', 'unallocated', 'unmounted'] as const
      )[generator.whole(0, 4)];
      const cpuCost = maybe(generator.between(-5, 50));
      const ramCost = maybe(generator.between(0, 50));
      return {
        share,
        costs: {
          cpu: cpuCost,
          ram: ramCost,
          total: (cpuCost ?? 0) + (ramCost ?? 0) + generator.between(0, 20),
        },
        usage: {
          cpuCoresRequested: maybe(generator.whole(0, 4)),
          cpuCoresUsed: maybe(generator.between(0, 4)),
          ramBytesRequested: maybe(generator.between(0, GIB)),
          ramBytesUsed: maybe(generator.between(0, GIB)),
        },
      };
    });
    const all = savingsOf(allocations);
    expect(
      all.used +
        all.idleOfRequests.total +
        all.idleOfInfrastructure +
        all.unmounted +
        all.unknown +
        all.other,
    ).toBeCloseTo(all.total, 6);
    expect(savingsOf(generator.shuffled(allocations))).toEqual(all);
    // No more is saved than is idle.
    const { savings } = all;
    expect(savings.requests).toBeLessThanOrEqual(
      all.idleOfRequests.total + 1e-9,
    );
    expect(savings.infrastructure).toBeLessThanOrEqual(
      Math.max(0, all.idleOfInfrastructure),
    );
    expect(savings.requests).toBeGreaterThanOrEqual(0);
  });
});

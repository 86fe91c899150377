import { cases, Generator, times } from '../series/__testUtils__/generate';
import { addDays } from '../series/days';
import { judgePromotionCost, promotionCost } from './promotionCost';
import { releaseCost, type ReleaseCluster } from './releaseCost';

const RELEASED = '2026-11-10';
/** Days from a week before the release to a week after it, the day itself included. */
const around = (
  before: number,
  after: number,
  replicas?: [number, number],
): ReleaseCluster['days'] =>
  times(15, index => ({
    day: addDays(RELEASED, index - 7),
    cost: index < 7 ? before : after,
    ...(replicas && { replicas: index < 7 ? replicas[0] : replicas[1] }),
  }));
const got = (
  cluster: string,
  days: ReleaseCluster['days'],
  group?: string,
): ReleaseCluster => ({
  cluster,
  releasedOn: RELEASED,
  days,
  ...(group && { group }),
});

describe('releaseCost', () => {
  it('takes off what changed where the release has not come to', () => {
    const { byCluster, total, perReplica, ...rest } = releaseCost([
      got('one', around(100, 150, [4, 5])),
      { cluster: 'two', days: around(200, 220, [10, 10]) },
    ]);
    // Elsewhere costs grew by a tenth, in total and per replica.
    expect(total).toEqual({
      before: 100,
      after: 150,
      change: 50,
      effect: expect.closeTo(40, 9),
    });
    // 25 and 30, of which 27.5 would have been so anyway.
    expect(perReplica).toEqual({
      before: 25,
      after: 30,
      change: 5,
      effect: expect.closeTo(2.5, 9),
    });
    expect(byCluster).toHaveLength(1);
    expect(byCluster[0]).toMatchObject({ comparedDays: 7, controls: 1 });
    expect(rest).toMatchObject({
      clusters: 1,
      measured: 1,
      controlled: 1,
      notMeasured: [],
    });
  });

  it('weighs clusters of the control group by what they cost', () => {
    const { total } = releaseCost([
      got('one', around(100, 100)),
      { cluster: 'large', days: around(900, 990) },
      { cluster: 'small', days: around(100, 10) },
    ]);
    // Together 1000 and 1000.
    expect(total!.effect).toBeCloseTo(0, 9);
  });

  it('says what changed, and not what of it is from the release, without others', () => {
    const { total, controlled, byCluster } = releaseCost([
      got('one', around(100, 150)),
      got('two', around(100, 150)),
    ]);
    expect(total).toEqual({ before: 200, after: 300, change: 100 });
    expect(controlled).toBe(0);
    expect(byCluster[0]).not.toHaveProperty('perReplica');
  });

  it('takes clusters for others until they get it, too', () => {
    const later = (days: number): ReleaseCluster => ({
      cluster: 'later',
      releasedOn: addDays(RELEASED, days),
      days: around(10, 10),
    });
    const controls = (days: number) =>
      releaseCost([got('one', around(1, 2)), later(days)]).byCluster.find(
        ({ cluster }) => cluster === 'one',
      )!.controls;
    expect(controls(7)).toBe(0);
    expect(controls(8)).toBe(1);
  });

  it('compares equal weekdays, and only those known on both sides', () => {
    // Weekends cost a tenth. The Saturday before is not known.
    const days = times(15, index => ({
      day: addDays(RELEASED, index - 7),
      cost: [4, 5, 11, 12].includes(index) ? 10 : 100,
    })).filter((_, index) => index !== 4);
    const [{ total, comparedDays }] = releaseCost([got('one', days)]).byCluster;
    expect(comparedDays).toBe(6);
    expect(total.change).toBe(0);
  });

  it('is nothing where too few days are known on both sides', () => {
    const before = around(1, 2).slice(0, 8);
    const few = around(1, 2).filter(
      (_, index) => ![1, 2, 3, 4, 5].includes(index),
    );
    const cost = releaseCost([got('before', before), got('few', few)]);
    expect(cost).toEqual({
      clusters: 2,
      measured: 0,
      controlled: 0,
      byCluster: [],
      groups: [{ clusters: 2, measured: 0, controlled: 0 }],
      notMeasured: ['before', 'few'],
    });
  });

  it('takes no cluster for another that is not known on the same days', () => {
    const cost = releaseCost([
      got('one', around(100, 150)),
      { cluster: 'two', days: around(200, 220).filter((_, i) => i !== 3) },
    ]);
    expect(cost.byCluster[0].controls).toBe(0);
    expect(cost.total).not.toHaveProperty('effect');
  });

  it('has no share of a replica where nobody knows how many there are', () => {
    const { byCluster } = releaseCost([
      got('one', around(100, 150, [0, 0])),
      { cluster: 'two', days: around(1, 1) },
    ]);
    expect(byCluster[0]).not.toHaveProperty('perReplica');
    expect(byCluster[0].total.effect).toBe(50);
  });

  it('has none where too few days say how many replicas there are', () => {
    // 7 pairs are compared; on so many of them replicas are known.
    const known = (pairs: number) =>
      around(100, 150).map((day, index) =>
        index % 7 < pairs ? { ...day, replicas: 5 } : day,
      );
    const of = (pairs: number, days: ReleaseCluster['days']) =>
      releaseCost([got('one', known(pairs)), { cluster: 'two', days }]);
    const other = around(200, 220, [10, 10]);
    expect(of(2, other).byCluster[0]).toMatchObject({ comparedDays: 7 });
    expect(of(2, other).perReplica).toBeUndefined();
    expect(of(3, other).perReplica?.effect).toBeCloseTo(30 - 20 * 1.1, 9);
  });

  it('compares a replica with those of others on the same days', () => {
    // On weekends one's replicas are not known, and all others are three times as dear.
    const isWeekend = (index: number) => [4, 5, 11, 12].includes(index);
    const one = around(100, 150, [5, 5]).map((day, index) =>
      isWeekend(index) ? { ...day, replicas: undefined } : day,
    );
    const two = around(200, 220, [10, 10]).map((day, index) =>
      index > 7 && isWeekend(index) ? { ...day, cost: 2_000 } : day,
    );
    const cost = releaseCost([got('one', one), { cluster: 'two', days: two }]);
    expect(cost.perReplica?.effect).toBeCloseTo(30 - 20 * 1.1, 9);
    // Not known on one of those days, it is none of those to compare with.
    const lacking = two.map((day, index) =>
      index === 1 ? { ...day, replicas: undefined } : day,
    );
    const alone = releaseCost([
      got('one', one),
      { cluster: 'two', days: lacking },
    ]);
    expect(alone.controlled).toBe(1);
    expect(alone.perReplica).toEqual({ before: 20, after: 30, change: 10 });
  });

  it('does not learn from others that cost nothing', () => {
    expect(
      releaseCost([
        got('one', around(100, 150)),
        { cluster: 'two', days: around(0, 0) },
      ]).total,
    ).not.toHaveProperty('effect');
  });

  it.each(cases(40, 'release'))('parts are the total: %s', seed => {
    const generator = new Generator(seed);
    const clusters = times(generator.whole(1, 9), (index): ReleaseCluster => {
      const days = times(40, day => ({
        day: addDays('2026-10-25', day),
        cost: generator.between(1, 100),
        ...(generator.chance(0.9) && { replicas: generator.whole(1, 9) }),
      })).filter(() => generator.chance(0.9));
      return {
        cluster: `cluster-${index}`,
        group: ['eu', 'us'][generator.whole(0, 1)],
        days,
        ...(generator.chance(0.6) && {
          releasedOn: addDays('2026-11-08', generator.whole(0, 14)),
        }),
      };
    });
    const cost = releaseCost(clusters);
    expect(releaseCost(generator.shuffled(clusters))).toEqual(cost);
    expect(cost.measured + cost.notMeasured.length).toBe(cost.clusters);
    for (const key of ['clusters', 'measured', 'controlled'] as const) {
      expect(cost.groups.reduce((all, group) => all + group[key], 0)).toBe(
        cost[key],
      );
    }
    for (const key of ['before', 'after', 'change', 'effect'] as const) {
      const total = cost.total?.[key] ?? 0;
      const add = (
        parts: readonly { total?: { [k in typeof key]?: number } }[],
      ) => parts.reduce((all, part) => all + (part.total?.[key] ?? 0), 0);
      expect(add(cost.groups)).toBeCloseTo(total, 6);
      expect(add(cost.byCluster)).toBeCloseTo(total, 6);
    }
    for (const { total } of cost.byCluster) {
      expect(total.change).toBeCloseTo(total.after - total.before, 9);
    }
    // All that costs k times as much has k times the effect.
    const dearer = releaseCost(
      clusters.map(each => ({
        ...each,
        days: each.days.map(day => ({ ...day, cost: day.cost * 4 })),
      })),
    );
    expect(dearer.total?.effect ?? 0).toBeCloseTo(
      4 * (cost.total?.effect ?? 0),
      6,
    );
  });

  it.each(cases(20, 'nothing'))('sees nothing where nothing was: %s', seed => {
    const generator = new Generator(seed);
    // All clusters cost their own amount, and all change by the same factors.
    const factors = times(15, () => generator.between(0.5, 2));
    const like = (size: number) =>
      times(15, index => ({
        day: addDays(RELEASED, index - 7),
        cost: size * factors[index],
      }));
    const { total } = releaseCost([
      got('one', like(generator.between(1, 100))),
      { cluster: 'two', days: like(generator.between(1, 100)) },
      { cluster: 'three', days: like(generator.between(1, 100)) },
    ]);
    expect(total!.effect).toBeCloseTo(0, 9);
  });
});

describe('promotionCost', () => {
  const measured = { after: 30, effect: 2 };

  it('is what a replica costs more, for all that there are', () => {
    expect(
      promotionCost(measured, [
        { cluster: 'one', replicas: 3 },
        { cluster: 'two', replicas: 5 },
        { cluster: 'new', replicas: 2, isNew: true },
      ]),
    ).toEqual({
      targets: 3,
      known: 3,
      unknown: [],
      perDay: 76,
      perMonth: expect.closeTo((76 * 730) / 24, 9),
    });
  });

  it('is not known where nobody knows the replicas, or the effect', () => {
    expect(
      promotionCost(measured, [{ cluster: 'two' }, { cluster: 'one' }]),
    ).toEqual({ targets: 2, known: 0, unknown: ['one', 'two'] });
    expect(
      promotionCost({ after: 30 }, [
        { cluster: 'one', replicas: 1 },
        { cluster: 'new', replicas: 1, isNew: true },
      ]),
    ).toMatchObject({ known: 1, unknown: ['one'], perDay: 30 });
    expect(
      promotionCost(undefined, [{ cluster: 'one', replicas: 1 }]),
    ).not.toHaveProperty('perDay');
  });
});

describe('judgePromotionCost', () => {
  const all = { targets: 2, known: 2, unknown: [], perDay: 1, perMonth: 30 };
  const part = { ...all, known: 1, unknown: ['two'] };

  it.each([
    ['within', all, 30],
    ['over', all, 29],
    ['over', part, 29],
    ['unknown', part, 31],
    ['unknown', { targets: 2, known: 0, unknown: ['one', 'two'] }, 31],
    ['unknown', { targets: 0, known: 0, unknown: [] }, 31],
    ['unknown', all, undefined],
  ] as const)('is %s', (verdict, cost, limit) => {
    expect(
      judgePromotionCost({ ...cost, unknown: [...cost.unknown] }, limit),
    ).toBe(verdict);
  });
});

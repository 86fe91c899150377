import type { PromotionCostQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { insertCluster } from '../../../__testUtils__/cluster';
import { insertCostDay } from '../../../__testUtils__/costs';
import { describeDatabases } from '../../../__testUtils__/databases';
import { expectDocumented } from '../../../__testUtils__/expectDocumented';
import { readingAt } from '../../../__testUtils__/read';
import {
  DEFAULT_COST_CONFIG,
  type CostSettings,
} from '../../../config/costSchema';
import { compactCostDay } from '../../../history/costs/compactCostDay';
import { DAY_MS } from '../../../history/retention';
import { CellScope } from '../../../permissions/CellScope';
import type { Expression } from '../../../permissions/Expression';
import type { ReadContext } from '../../types';
import { getPromotionCost } from './getPromotionCost';
import { getReleaseCosts } from './getReleaseCosts';

const CART = 'component:default/cart';
const PLACE = {
  entity_ref: CART,
  owner: 'group:default/shop',
  system: 'system:default/store',
};
const NOW = Date.parse('2026-11-16T09:00:00Z');
const TODAY = Math.floor(NOW / DAY_MS);
const REPLICAS = 4;

describeDatabases('costs of releases', database => {
  let knex: Knex;

  /** Watched since long before. */
  const runs = (clusterId: string, over: object = {}) =>
    knex('instance').insert({
      id: `cart-on-${clusterId}`,
      cluster_id: clusterId,
      namespace: 'shop',
      entity_ref: CART,
      health: 'healthy',
      sync: 'synced',
      stale: false,
      hash: '',
      data: JSON.stringify({ replicas: { desired: REPLICAS } }),
      recorded_since: NOW - 200 * DAY_MS,
      ...over,
    });

  beforeEach(async () => {
    knex = await database.open();
    for (const id of ['a', 'b', 'c']) {
      await insertCluster(knex, id, {
        region: id === 'a' ? 'eu' : 'us',
      });
      await runs(id);
    }
  });

  const release = (order: number, version: string, over: object = {}) =>
    knex('rollout').insert({
      id: `r-${order}`,
      entity_ref: CART,
      release_order: order,
      version,
      life_cycle: 'running',
      began_at: NOW - 20 * DAY_MS,
      members: 3,
      hash: '',
      data: JSON.stringify({
        previousVersion: '0.9',
        revisions: {},
        beganIsLowerBound: false,
        waves: [],
      }),
      ...over,
    });
  const member = (
    order: number,
    clusterId: string,
    daysAgo?: number,
    over: { state?: string; since?: number; lastKnown?: string } = {},
  ) =>
    knex('rollout_member').insert({
      rollout_id: `r-${order}`,
      instance_id: `cart-on-${clusterId}`,
      cluster_id: clusterId,
      namespace: 'shop',
      entity_ref: CART,
      state: over.state ?? (daysAgo === undefined ? 'queued' : 'succeeded'),
      since: over.since ?? 1,
      hash: '',
      data: JSON.stringify({
        movement: '',
        movedAt: 1,
        ...(daysAgo !== undefined && { appliedAt: NOW - daysAgo * DAY_MS }),
        ...(over.lastKnown !== undefined && { lastKnown: over.lastKnown }),
      }),
    });
  /** What it costs on each of the last 30 days, by how many days ago that was. */
  const costs = async (
    clusterId: string,
    of: (ago: number) => number,
    over: { replicas?: number; money?: string } = { replicas: REPLICAS },
  ) => {
    const { money = 'USD', ...line } = over;
    for (let ago = 30; ago >= 1; ago--) {
      await insertCostDay(knex, {
        clusterId,
        day: TODAY - ago,
        lines: [{ name: 'cart', cost: of(ago), place: PLACE, ...line }],
        account: { money },
      });
    }
  };
  const tell = async (context: ReadContext = readingAt(knex, NOW)) => {
    const answer = await getReleaseCosts(context, { component: CART });
    expectDocumented('/cost/releases', answer);
    return answer;
  };
  const promote = async (
    query: Partial<PromotionCostQuery> = {},
    settings: Partial<CostSettings> = {},
    context: ReadContext = readingAt(knex, NOW),
  ) => {
    const answer = await getPromotionCost(
      context,
      { component: CART, ...query },
      { ...DEFAULT_COST_CONFIG, budgets: [], ...settings },
    );
    expectDocumented('/cost/promotion', answer);
    return answer;
  };

  /** On a from 10 to 16 a day; elsewhere everything grows by a tenth. */
  const released = async () => {
    await release(1, '0.9', { began_at: NOW - 80 * DAY_MS });
    await release(2, '1.0');
    for (const id of ['a', 'b', 'c']) await member(1, id, 80);
    await member(2, 'a', 10);
    await member(2, 'b');
    await member(2, 'c');
    await costs('a', ago => (ago > 10 ? 10 : 16));
    await costs('b', ago => (ago > 10 ? 20 : 22));
    await costs('c', ago => (ago > 10 ? 30 : 33));
  };

  it('takes off what changed where the release had not come to', async () => {
    await released();
    const { releases, span } = await tell();
    expect(span).toEqual({ first: '2026-08-18', last: '2026-11-15' });
    expect(releases.map(({ version }) => version)).toEqual(['1.0', '0.9']);
    const [newest, before] = releases;
    expect(newest).toMatchObject({
      money: 'USD',
      previousVersion: '0.9',
      controls: 2,
      notDated: [],
      notMeasured: [],
      sum: { clusters: 1, measured: 1, controlled: 1 },
    });
    expect(newest.sum.total).toMatchObject({
      before: 10,
      after: 16,
      change: 6,
    });
    expect(newest.sum.total?.effect).toBeCloseTo(16 - 10 * 1.1, 6);
    expect(newest.sum.perReplica?.effect).toBeCloseTo(5 / REPLICAS, 6);
    expect(
      newest.regions.map(({ group, measured }) => [group, measured]),
    ).toEqual([['eu', 1]]);
    expect(newest.instances).toMatchObject([
      {
        cluster: { id: 'a', name: 'name-of-a' },
        namespace: 'shop',
        releasedOn: '2026-11-06',
        toldBy: 'seen',
        comparedDays: 7,
        controls: 2,
        replicas: REPLICAS,
      },
    ]);
    // Nothing is known of the days around it.
    expect(before.notMeasured).toHaveLength(3);
    expect(before.sum.total).toBeUndefined();
  });

  it('compares nothing with places of which it is not known when it came', async () => {
    await released();
    // b had it when it was first seen, a year after it may have come.
    await knex('rollout_member')
      .where({ rollout_id: 'r-2', instance_id: 'cart-on-b' })
      .delete();
    await member(2, 'b', 2);
    await knex('instance')
      .where({ id: 'cart-on-b' })
      .update({ recorded_since: NOW - 2 * DAY_MS - 1_000 });
    const [newest] = (await tell()).releases;
    expect(newest.notDated).toEqual([
      { cluster: { id: 'b', name: 'name-of-b' }, namespace: 'shop' },
    ]);
    expect(newest.controls).toBe(1);
    expect(newest.sum.total?.effect).toBeCloseTo(5, 6);
  });

  it('leaves out days on which another release came', async () => {
    await released();
    await release(3, '1.1');
    // Two days after the one before: no three days of that are left.
    await member(3, 'a', 8);
    await member(3, 'b', 5);
    const { releases } = await tell();
    const ofVersion = (version: string) =>
      releases.find(each => each.version === version)!;
    expect(ofVersion('1.0').sum.measured).toBe(0);
    expect(ofVersion('1.0').notMeasured).toHaveLength(1);
    expect(ofVersion('1.0').sum.total).toBeUndefined();
  });

  it.each([
    ['rolled-back', {}],
    ['unknown', { lastKnown: 'rolled-back' }],
  ])(
    'takes a release that was taken back for gone: %s',
    async (state, over) => {
      await released();
      // b had it for a day, and gave it back.
      await knex('rollout_member')
        .where({ rollout_id: 'r-2', instance_id: 'cart-on-b' })
        .delete();
      const since = NOW - 8 * DAY_MS;
      await member(2, 'b', 9, { state, since, ...over });
      const [newest] = (await tell()).releases;
      expect(newest.sum).toMatchObject({ clusters: 1, measured: 1 });
      expect(newest.instances).toMatchObject([
        { cluster: { id: 'a' }, controls: 1 },
      ]);
      expect(newest.notDated).toEqual([]);
      // It is to go there again.
      expect(await promote({ limit: 305 })).toMatchObject({
        verdict: 'within',
        measuredOn: 1,
        to: [{ cluster: { id: 'b' } }, { cluster: { id: 'c' } }],
      });
      expect(await promote({ limit: 304 })).toMatchObject({ verdict: 'over' });
      // Where it is nowhere any more, nothing says what it costs.
      await knex('rollout_member')
        .where({ rollout_id: 'r-2', instance_id: 'cart-on-a' })
        .delete();
      await member(2, 'a', 10, { state, since, ...over });
      expect((await tell()).releases.map(({ version }) => version)).toEqual([
        '0.9',
      ]);
      expect(await promote({ limit: 1e9 })).toMatchObject({
        verdict: 'unknown',
        why: 'effect-unknown',
        targets: 3,
        known: 0,
      });
    },
  );

  it('asks no engine when a release came that was taken back', async () => {
    await released();
    await knex('rollout_member').where({ rollout_id: 'r-2' }).delete();
    await member(2, 'a', 10, { state: 'rolled-back', since: NOW - DAY_MS });
    await knex('instance').update({ recorded_since: NOW - 10 * DAY_MS });
    await knex('delivery').insert({
      id: 'd',
      observer: 'a',
      subject: 'a',
      adapter: 'argocd',
      source_uid: 'd',
      part: '',
      api_group: 'argoproj.io',
      api_version: 'v1alpha1',
      kind: 'Application',
      namespace: 'argocd',
      name: 'cart',
      hash: '',
      changed_at: 1,
      first_seen_at: 1,
      health: 'healthy',
      sync: 'synced',
      heartbeat_lost: false,
      entity_ref: CART,
      home_namespace: 'shop',
      home_entity: CART,
      data: JSON.stringify({
        history: [{ deployedAt: new Date(NOW - 12 * DAY_MS).toISOString() }],
      }),
    });
    expect((await tell()).releases).toEqual([]);
    await knex('rollout_member')
      .where({ rollout_id: 'r-2' })
      .update({ state: 'succeeded' });
    expect((await tell()).releases).toMatchObject([
      { instances: [{ cluster: { id: 'a' }, toldBy: 'engine' }] },
    ]);
  });

  it('measures what came after a release that was taken back', async () => {
    await released();
    await knex('rollout_member').where({ rollout_id: 'r-2' }).delete();
    await release(3, '1.1');
    await member(2, 'a', 25, {
      state: 'rolled-back',
      since: NOW - 22 * DAY_MS,
    });
    await member(3, 'a', 10);
    const measuredOf = async () =>
      (await tell()).releases.find(({ version }) => version === '1.1')!.sum
        .measured;
    expect(await measuredOf()).toBe(1);
    // It was there until two days before: so few days say nothing.
    await knex('rollout_member')
      .where({ rollout_id: 'r-2' })
      .update({ since: NOW - 12 * DAY_MS });
    expect(await measuredOf()).toBe(0);
    // Nor is it known to be gone where it is not seen.
    await knex('rollout_member').where({ rollout_id: 'r-2' }).delete();
    await member(2, 'a', 25, { state: 'unknown', lastKnown: 'rolled-back' });
    expect(await measuredOf()).toBe(0);
  });

  it('says what a promotion would cost, and judges it by what was given or configured', async () => {
    await released();
    const answer = await promote();
    // 1.25 a day and replica, 4 replicas on each of two clusters.
    expect(answer).toMatchObject({
      version: '1.0',
      money: 'USD',
      targets: 2,
      known: 2,
      measuredOn: 1,
      verdict: 'unknown',
      why: 'limit-unknown',
      limit: { source: 'none' },
    });
    expect(answer.perDay).toBeCloseTo(10, 6);
    expect(answer.perMonth).toBeCloseTo((10 * 730) / 24, 4);
    expect(
      answer.to.map(({ cluster, isKnown }) => [cluster.id, isKnown]),
    ).toEqual([
      ['b', true],
      ['c', true],
    ]);
    expect(await promote({ limit: 305 })).toMatchObject({
      verdict: 'within',
      limit: { source: 'given', perMonth: 305 },
    });
    expect((await promote({ limit: 305 })).why).toBeUndefined();
    expect(await promote({ limit: 304 })).toMatchObject({ verdict: 'over' });
    expect(
      await promote({}, { promotion: { limitPerMonth: 1 } }),
    ).toMatchObject({ verdict: 'over', limit: { source: 'configuration' } });
    expect(await promote({ to: ['b'], limit: 153 })).toMatchObject({
      targets: 1,
      verdict: 'within',
    });
  });

  it('takes what the tightest budget leaves for the limit', async () => {
    await released();
    const budget = { period: 'month' as const, currency: 'USD' };
    const budgets = [
      { ...budget, owner: 'group:default/shop', limit: 1_000_000 },
      { ...budget, component: CART, limit: 5_000 },
    ];
    const { verdict, limit } = await promote({}, { budgets });
    expect(verdict).toBe('within');
    expect(limit).toMatchObject({ source: 'budget', name: CART });
    expect(limit.perMonth).toBeGreaterThan(2_000);
    expect(limit.perMonth).toBeLessThan(4_000);
    expect(
      (await promote({}, { budgets: [{ ...budgets[1], limit: 100 }] })).verdict,
    ).toBe('over');
  });

  it('has no limit where a budget is in another currency', async () => {
    await released();
    const budget = { period: 'month' as const, component: CART };
    const other = { ...budget, currency: 'EUR', limit: 1_000_000 };
    expect(await promote({}, { budgets: [other] })).toMatchObject({
      verdict: 'unknown',
      why: 'limit-unknown',
      limit: { source: 'budget', name: CART },
    });
  });

  it('rests on instances of which the effect on a replica is known', async () => {
    await released();
    await knex('rollout_member')
      .where({ rollout_id: 'r-2', instance_id: 'cart-on-b' })
      .delete();
    await member(2, 'b', 10);
    expect(await promote({ limit: 1e9 })).toMatchObject({ measuredOn: 2 });
    // Of b it is known of two days only.
    const ofB = knex('cost_series').where({ cluster_id: 'b' }).select('id');
    await knex('cost_day')
      .whereIn('series_id', ofB)
      .whereNotIn(
        'day',
        [14, 13, 7, 6].map(ago => TODAY - ago),
      )
      .update({ replicas: null });
    const [newest] = (await tell()).releases;
    expect(newest.sum).toMatchObject({ measured: 2, controlled: 2 });
    expect(await promote({ limit: 1e9 })).toMatchObject({
      measuredOn: 1,
      verdict: 'within',
    });
  });

  it('knows no replicas of a day on which some are added up without them', async () => {
    await release(1, '0.9', { began_at: NOW - 80 * DAY_MS });
    await release(2, '1.0');
    for (const id of ['a', 'b']) await member(1, id, 80);
    await member(2, 'a', 10);
    const lines = (cost: number) =>
      Object.entries({ cart: cost, 'cart-a': 0.02, 'cart-b': 0.02 }).map(
        ([name, each]) => ({ name, cost: each, place: PLACE, replicas: 1 }),
      );
    for (let ago = 30; ago >= 1; ago--) {
      const day = TODAY - ago;
      await insertCostDay(knex, {
        clusterId: 'a',
        day,
        lines: lines(ago > 10 ? 10 : 16),
      });
      await insertCostDay(knex, { clusterId: 'b', day, lines: lines(20) });
    }
    const [before] = (await tell()).releases;
    expect(before.sum.perReplica?.effect).toBeCloseTo(6 / 3, 6);
    expect((await promote({ limit: 1e9 })).verdict).toBe('within');
    for (let ago = 30; ago >= 1; ago--) {
      const day = TODAY - ago;
      await compactCostDay({ knex, clusterId: 'a', day, floor: 0.05 });
    }
    const [newest] = (await tell()).releases;
    expect(newest.sum.total?.effect).toBeCloseTo(6, 6);
    expect(newest.sum.perReplica).toBeUndefined();
    expect(await promote({ limit: 1e9 })).toMatchObject({
      verdict: 'unknown',
      why: 'effect-unknown',
    });
  });

  it.each(['component', 'owner'])(
    'has no limit where the budget of the %s cannot be read',
    async of => {
      await released();
      const key = of === 'owner' ? PLACE.owner : CART;
      await knex('entity_budget').insert({
        ref: `${of}:default/x`,
        target: of,
        key,
        value: '1,0 USD',
      });
      const budgets = [
        {
          period: 'month' as const,
          currency: 'USD',
          system: PLACE.system,
          limit: 1_000_000,
        },
      ];
      const answer = await promote({}, { budgets });
      expect(answer).toMatchObject({
        verdict: 'unknown',
        why: 'limit-unknown',
        limit: { source: 'budget', name: key },
      });
      expect(answer.limit.perMonth).toBeUndefined();
      // What the configuration says of the same counts before it.
      const decided = { ...budgets[0], system: undefined, [of]: key };
      expect(
        (await promote({}, { budgets: [...budgets, decided] })).verdict,
      ).toBe('within');
    },
  );

  it('does not open the gate for what is not known', async () => {
    expect(await promote({ limit: 1e9 })).toMatchObject({
      verdict: 'unknown',
      why: 'no-release',
    });
    await released();
    expect(await promote({ limit: 1e9, version: '7' })).toMatchObject({
      verdict: 'unknown',
      why: 'no-release',
      version: '7',
    });
    // It runs everywhere in the version before: there is nothing to bring it to.
    expect(await promote({ limit: 1e9, version: '0.9' })).toMatchObject({
      verdict: 'unknown',
      why: 'no-target',
    });
    // Where it does not run yet nobody knows of how many replicas.
    await insertCluster(knex, 'new');
    expect(await promote({ limit: 1e9, to: ['b', 'new'] })).toMatchObject({
      verdict: 'unknown',
      why: 'replicas-unknown',
      targets: 2,
      known: 1,
    });
    await knex('instance')
      .where({ id: 'cart-on-b' })
      .update({ data: JSON.stringify({ replicas: {} }) });
    expect(await promote({ limit: 1e9 })).toMatchObject({
      verdict: 'unknown',
      known: 1,
      why: 'replicas-unknown',
    });
    // What is known is over it already.
    expect(await promote({ limit: 1 })).toMatchObject({ verdict: 'over' });
  });

  it('does not open the gate to who sees some of the instances only', async () => {
    await released();
    for (const cluster_id of ['a', 'b', 'c']) {
      await knex('cell').insert({
        cluster_id,
        namespace: 'shop',
        entity_ref: CART,
        region: 'eu',
        environment: 'production',
        owner: PLACE.owner,
        system: PLACE.system,
        stamp: 1,
      });
    }
    const seeing = (expression: Expression): ReadContext => {
      const clusters = new Map(
        ['a', 'b', 'c'].map(id => [id, { cluster: [id] }]),
      );
      return {
        ...readingAt(knex, NOW),
        view: {
          fleet: { limited: [], byId: clusters },
          scope: new CellScope({
            knex,
            clusters,
            expression,
            isWithin: false,
          }),
        } as never,
      };
    };
    // c would cost as much again.
    await knex('cell').where({ cluster_id: 'c' }).update({ owner: 'other' });
    const inPart = seeing({
      type: 'in',
      key: 'owner',
      values: [PLACE.owner],
      isNegated: false,
      orUnknown: false,
    });
    const answer = await promote({ limit: 200 }, {}, inPart);
    expect(answer).toMatchObject({
      targets: 1,
      known: 1,
      verdict: 'unknown',
      why: 'seen-in-part',
      limited: ['instances'],
    });
    expect((await tell(inPart)).limited).toEqual(['instances']);
    expect(await promote({ limit: 100 }, {}, inPart)).toMatchObject({
      verdict: 'over',
    });
    // Nor is it said that there is nowhere left.
    expect(
      await promote({ limit: 200, version: '0.9' }, {}, inPart),
    ).toMatchObject({ verdict: 'unknown', why: 'seen-in-part', targets: 0 });
    const all = seeing({ type: 'constant', value: true });
    expect(await promote({ limit: 305 }, {}, all)).toMatchObject({
      targets: 2,
      verdict: 'within',
    });
    expect((await promote({ limit: 305 }, {}, all)).limited).toBeUndefined();
    expect((await tell(all)).limited).toBeUndefined();
  });

  it('takes no replicas from what is not current', async () => {
    await released();
    await knex('instance').where({ id: 'cart-on-b' }).update({ stale: true });
    const answer = await promote({ limit: 1e9 });
    expect(answer).toMatchObject({
      verdict: 'unknown',
      why: 'replicas-unknown',
      targets: 2,
      known: 1,
    });
    expect(answer.to[0]).not.toHaveProperty('replicas');
  });

  it('makes up no effect per replica where replicas are not told, nor one of another currency', async () => {
    await release(2, '1.0');
    await release(1, '0.9', { began_at: NOW - 80 * DAY_MS });
    for (const id of ['a', 'b', 'c']) await member(1, id, 80);
    await member(2, 'a', 10);
    await costs('a', ago => (ago > 10 ? 10 : 16), {});
    await costs('b', () => 20, {});
    const [newest] = (await tell()).releases;
    expect(newest.sum.total?.effect).toBeCloseTo(6, 6);
    expect(newest.sum.perReplica).toBeUndefined();
    expect(await promote({ limit: 1e9 })).toMatchObject({
      verdict: 'unknown',
      why: 'effect-unknown',
      known: 0,
    });
    await knex('cost_day').update({ replicas: REPLICAS });
    await costs('c', () => 30, { replicas: REPLICAS, money: 'EUR' });
    expect(await promote({ limit: 1e9 })).toMatchObject({
      verdict: 'unknown',
      why: 'currencies-differ',
    });
    expect(await promote({ limit: 1e9, to: ['b'] })).toMatchObject({
      verdict: 'within',
    });
  });

  it('looks for the effect where it is told to', async () => {
    await released();
    expect(await promote({ from: ['b'], limit: 1e9 })).toMatchObject({
      verdict: 'unknown',
      why: 'effect-unknown',
    });
    expect(await promote({ from: ['a'], limit: 1e9 })).toMatchObject({
      verdict: 'within',
    });
    // Of fewer clusters than were asked for it would be another sum.
    await expect(promote({ to: ['b', 'gone'], limit: 1e9 })).rejects.toThrow(
      "There is no cluster 'gone'",
    );
  });
});

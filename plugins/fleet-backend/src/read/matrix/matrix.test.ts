import type {
  MatrixAxes,
  MatrixRollups,
  MatrixTile,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { describeDatabases } from '../../__testUtils__/databases';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import { fleetOf, readingAt } from '../../__testUtils__/read';
import type { RolloutPlan } from '../../derive/rollouts';
import { EntityIndex, type MirroredEntity } from '../../mapping/EntityIndex';
import {
  insertMatrix,
  insertRelease,
  type TestInstance,
} from '../../__testUtils__/testMatrix';
import { Access } from '../../permissions/Access';
import { EVERYTHING } from '../../permissions/Expression';
import { FleetViews } from '../fleet';
import { readInstanceRollouts } from '../rollouts';
import { getMatrixAxes } from './getMatrixAxes';
import { getMatrixRollups } from './getMatrixRollups';
import { getMatrixTile } from './getMatrixTile';
import { toQuestion } from './MatrixQuestion';
import { MatrixReaders } from './MatrixReaders';

const NOW = 100_000;

const entity = (
  name: string,
  over: Partial<MirroredEntity> = {},
): MirroredEntity => ({
  ref: `component:default/${name}`,
  annotations: {},
  owner: 'group:default/shop',
  system: 'system:default/store',
  domain: 'domain:default/retail',
  ...over,
});

const ENTITIES = new EntityIndex([
  entity('cart', { title: 'The basket' }),
  entity('ledger', {
    owner: 'group:default/money',
    system: 'system:default/books',
    domain: undefined,
  }),
  entity('search'),
  entity('nowhere'),
]);

const CLUSTERS = {
  'c-eu-2': { region: 'eu', environment: 'production', provider: 'aws' },
  'c-eu-10': { region: 'eu', environment: 'staging', provider: 'aws' },
  'c-us-1': {
    region: 'us',
    environment: 'production',
    owner: 'group:default/a',
  },
  // Nothing runs here, and that is known.
  'c-us-2': { region: 'us', environment: 'production', tier: 'critical' },
  // Nobody knows what runs here.
  'c-off': { region: 'ap', reachability: 'unreachable', stale: true },
};

const INSTANCES: TestInstance[] = [
  { cluster: 'c-eu-2', name: 'cart', version: '1.2.0' },
  {
    cluster: 'c-eu-2',
    name: 'ledger',
    health: 'degraded',
    version: '3.0.0',
    desired: '3.1.0',
    since: 40_000,
    atLeast: true,
  },
  { cluster: 'c-eu-10', name: 'cart', sync: 'out-of-sync', version: '1.2.0' },
  { cluster: 'c-eu-10', name: 'cart', namespace: 'other', health: 'missing' },
  {
    cluster: 'c-us-1',
    name: 'cart',
    health: 'progressing',
    sync: 'out-of-sync',
  },
  { cluster: 'c-us-1', name: 'search', health: 'suspended' },
  { cluster: 'c-us-1', name: '', health: 'degraded' },
  { cluster: 'c-off', name: 'ledger', stale: true, staleSince: 70_000 },
];

describeDatabases('the matrix', database => {
  let knex: Knex;
  let readers: MatrixReaders;
  let plans: RolloutPlan[];

  beforeEach(async () => {
    knex = await database.open();
    await insertMatrix(knex, CLUSTERS, INSTANCES);
    plans = [];
    readers = new MatrixReaders({ knex, rollouts: { plans } });
  });

  const reader = async () =>
    readers.whole(await fleetOf(knex, { now: NOW }), ENTITIES);
  const axes = async (query: Parameters<typeof getMatrixAxes>[1] = {}) =>
    getMatrixAxes(await reader(), query);
  const tile = async (query: Parameters<typeof getMatrixTile>[2] = {}) =>
    getMatrixTile(readingAt(knex, NOW), await reader(), query);
  const rollups = async (query: Parameters<typeof getMatrixRollups>[1] = {}) =>
    getMatrixRollups(await reader(), query);

  /** Who may see what runs on some clusters, and all clusters. */
  const limitedTo = async (values: string[]) => {
    const access = new Access(EVERYTHING, {
      type: 'in',
      key: 'cluster',
      values,
      isNegated: false,
      orUnknown: false,
    });
    const latest = await fleetOf(knex, { now: NOW });
    const view = await new FleetViews({
      knex,
      snapshots: { latest: async () => latest },
      entities: () => ENTITIES,
      namesOf: () => [],
    }).of(access);
    return { view, limited: await readers.limited(access, view, ENTITIES) };
  };

  it('has clusters in groups as rows, and what runs on them as columns', async () => {
    const answer = await axes();
    expectDocumented('/matrix/axes', answer);
    expect(answer.rows.groups).toEqual([
      { key: 'ap', from: 0, count: 1 },
      { key: 'eu', from: 1, count: 2 },
      { key: 'us', from: 3, count: 2 },
    ]);
    expect(idsOf(answer)).toEqual([
      'c-off',
      'c-eu-2',
      'c-eu-10',
      'c-us-1',
      'c-us-2',
    ]);
    // By what people read: of what is bound to nothing, or runs nowhere, there is no column.
    expect(refsOf(answer)).toEqual(['ledger', 'search', 'cart']);
    expect(answer.columns.items[2]).toEqual({
      entityRef: 'component:default/cart',
      title: 'The basket',
      owner: 'group:default/shop',
      system: 'system:default/store',
      domain: 'domain:default/retail',
    });
  });

  it('says of each row whether an empty cell means that nothing runs there', async () => {
    const { rows, coverage } = await axes({ groupBy: 'none' });
    expect(rows.groups).toEqual([{ key: '', from: 0, count: 5 }]);
    expect(
      rows.items.map(({ cluster, reachability, stale, complete }) => [
        cluster.id,
        reachability,
        stale,
        complete,
      ]),
    ).toEqual([
      ['c-eu-2', 'reachable', false, true],
      ['c-eu-10', 'reachable', false, true],
      ['c-off', 'unreachable', true, false],
      ['c-us-1', 'reachable', false, true],
      ['c-us-2', 'reachable', false, true],
    ]);
    expect(coverage).toMatchObject({ clusters: 5, complete: 4, gapsTotal: 1 });
  });

  it('counts cells by state: of several instances the worst, and what is stale as nothing else', async () => {
    const { totals, facets } = await axes();
    expect(totals).toEqual({
      healthy: 1,
      suspended: 1,
      progressing: 1,
      unknown: 0,
      missing: 1,
      degraded: 1,
      stale: 1,
      outOfSync: 2,
      total: 6,
    });
    expect(facets.state.values).toContainEqual({ value: 'stale', count: 1 });
    expect(facets.state.values).toContainEqual({
      value: 'out-of-sync',
      count: 2,
    });
  });

  it('filters by OR within a key and AND across keys, with facets that leave out their own', async () => {
    const { rows, facets, totals } = await axes({
      region: ['eu', 'us'],
      environment: ['production'],
      system: ['system:default/store'],
    });
    expect(rows.total).toBe(3);
    expect(totals.total).toBe(3);
    expect(facets.region.values).toEqual([
      { value: 'us', count: 2 },
      { value: 'eu', count: 1 },
    ]);
    expect(facets.environment.values).toEqual([
      { value: 'production', count: 3 },
      { value: 'staging', count: 1 },
    ]);
    expect(facets.system.values).toEqual([
      { value: 'system:default/store', count: 2 },
      { value: 'system:default/books', count: 1 },
    ]);
    expect(facets.domain.values).toEqual([
      { value: 'domain:default/retail', count: 2 },
    ]);
  });

  it.each([
    ['an owner', { owner: ['group:default/money'] }, ['ledger']],
    ['a domain', { domain: ['domain:default/retail'] }, ['search', 'cart']],
    ['what has no domain', { domain: ['unassigned'] }, ['ledger']],
    ['a component', { component: ['component:default/cart'] }, ['cart']],
    ['a cluster', { cluster: ['c-us-1'] }, ['search', 'cart']],
    ['the title of a component', { text: 'BASKET' }, ['cart']],
    ['the name of a cluster', { text: 'of-c-eu' }, ['ledger', 'cart']],
    ['nothing', { text: 'nobody' }, []],
  ])('narrows the columns by %s', async (_, query, expected) => {
    expect(refsOf(await axes(query))).toEqual(expected);
  });

  it('leaves only rows and columns with a cell in a state, and counts all of their cells', async () => {
    const answer = await axes({ state: ['missing', 'degraded'] });
    expect(idsOf(answer)).toEqual(['c-eu-2', 'c-eu-10']);
    expect(refsOf(answer)).toEqual(['ledger', 'cart']);
    expect(answer.totals).toMatchObject({
      healthy: 1,
      degraded: 1,
      missing: 1,
      total: 3,
    });
    // Under all filters but its own.
    expect(answer.facets.state.values).toContainEqual({
      value: 'stale',
      count: 1,
    });
    expect(answer.facets.region.values).toEqual([{ value: 'eu', count: 2 }]);
    const stale = await axes({ state: ['stale'] });
    expect(idsOf(stale)).toEqual(['c-off']);
    expect(stale.totals).toMatchObject({ stale: 1, total: 1 });
  });

  it('leaves only rows with something where that is asked for', async () => {
    const answer = await axes({
      placed: true,
      system: ['system:default/store'],
    });
    expect(idsOf(answer)).toEqual(['c-eu-2', 'c-eu-10', 'c-us-1']);
    // What is not known of the others is told all the same.
    expect(answer.coverage.gapsTotal).toBe(1);
  });

  it('has the worst rows and columns first where that is asked for', async () => {
    const answer = await axes({
      groupBy: 'none',
      sort: 'state',
      columnSort: 'state',
    });
    expect(idsOf(answer)).toEqual([
      'c-eu-2',
      'c-eu-10',
      // What is stale is of unknown state.
      'c-off',
      'c-us-1',
      'c-us-2',
    ]);
    expect(refsOf(answer)).toEqual(['ledger', 'cart', 'search']);
  });

  describe('by waves', () => {
    const component = ['component:default/cart'];
    const waves = ['canary', ''];
    const byWave = async (query: Parameters<typeof axes>[0] = {}) => {
      const answer = await axes({ groupBy: 'wave', component, ...query });
      expectDocumented('/matrix/axes', answer);
      return answer;
    };
    const groupsOf = ({ rows }: MatrixAxes) =>
      rows.groups.map(({ key, name, from, count }) => [
        key,
        name,
        rows.items.slice(from, from + count).map(({ cluster }) => cluster.id),
      ]);

    it('is one group as long as nobody knows waves', async () => {
      const answer = await byWave();
      expect(answer.waves).toBeUndefined();
      expect(answer.rows.groups).toEqual([{ key: '', from: 0, count: 5 }]);
    });

    it('has those of the newest release on its way of the one component', async () => {
      await insertRelease(knex, {
        name: 'cart',
        order: 1,
        waves: ['older'],
        members: { 'c-us-1': ['queued', 0] },
      });
      await insertRelease(knex, {
        name: 'cart',
        order: 2,
        waves,
        members: {
          'c-us-1': ['succeeded', 0],
          'c-eu-2': ['queued', 1],
          // In several namespaces: what comes first.
          'c-eu-10': ['queued', 1],
          'c-eu-10/other': ['succeeded', 0],
          'c-off': ['unknown'],
          'c-us-2': ['not-placed', 0],
        },
      });
      await insertRelease(knex, {
        name: 'cart',
        order: 3,
        lifeCycle: 'completed',
        waves: ['other'],
        members: { 'c-eu-2': ['succeeded', 0] },
      });
      const answer = await byWave();
      expect(groupsOf(answer)).toEqual([
        ['1', 'canary', ['c-eu-10', 'c-us-1']],
        // One without a name.
        ['2', undefined, ['c-eu-2']],
        ['other', undefined, ['c-off']],
        ['unassigned', undefined, ['c-us-2']],
      ]);
      expect(answer.waves).toEqual({
        by: 'rollout',
        rolloutId: 'cart-2',
        entityRef: 'component:default/cart',
        version: '1.2.0',
        lifeCycle: 'running',
      });
      // Tiles and counts go by the same.
      const { version } = answer;
      const query = { groupBy: 'wave', component, version } as const;
      expect((await tile(query)).version).toBe(version);
      expect((await rollups(query)).groups.count).toBe(4);
    });

    it('has those of the newest where none is on its way, and of another one that is asked for', async () => {
      for (const order of [1, 2]) {
        await insertRelease(knex, {
          name: 'cart',
          order,
          lifeCycle: 'completed',
          waves: [`wave of ${order}`],
          members: { 'c-eu-2': ['succeeded', 0] },
        });
      }
      expect(groupsOf(await byWave())[0]).toEqual([
        '1',
        'wave of 2',
        ['c-eu-2'],
      ]);
      const asked = await byWave({ rollout: 'cart-1', component: [] });
      expect(groupsOf(asked)[0][1]).toBe('wave of 1');
      expect((await byWave({ rollout: 'nothing' })).waves).toBeUndefined();
    });

    it('says also to who groups by something else that it could be', async () => {
      await insertRelease(knex, {
        name: 'cart',
        order: 1,
        waves,
        members: { 'c-eu-2': ['queued', 0] },
      });
      const answer = await axes({ component });
      expect(answer.waves?.rolloutId).toBe('cart-1');
      expect(answer.rows.groups.map(({ key }) => key)).toEqual([
        'ap',
        'eu',
        'us',
      ]);
      expect((await axes()).waves).toBeUndefined();
      const two = [...component, 'component:default/ledger'];
      expect((await axes({ component: two })).waves).toBeUndefined();
    });

    it('has those of the plan that all columns have in common', async () => {
      plans.push(
        {
          systems: ['system:default/store'],
          waves: [
            { name: 'first', clusters: ['*-of-c-us-*'], tier: ['critical'] },
            { name: 'rest', environment: ['production'] },
          ],
        },
        { waves: [{ name: 'all' }] },
      );
      // The ledger is of another plan.
      expect((await byWave({ component: [] })).waves).toBeUndefined();
      const system = ['system:default/store'];
      const answer = await byWave({ component: [], system });
      expect(answer.waves).toEqual({ by: 'plan' });
      expect(groupsOf(answer)).toEqual([
        ['1', 'first', ['c-us-2']],
        ['2', 'rest', ['c-eu-2', 'c-us-1']],
        ['unassigned', undefined, ['c-eu-10', 'c-off']],
      ]);
    });

    it('tells who may not see all nothing of members that he may not see', async () => {
      await insertRelease(knex, {
        name: 'cart',
        order: 1,
        waves,
        members: {
          'c-us-1': ['succeeded', 0],
          'c-eu-2': ['queued', 1],
          'c-eu-10': ['queued', 1],
        },
      });
      await insertRelease(knex, {
        name: 'ledger',
        order: 1,
        waves: ['secret'],
        members: { 'c-eu-2': ['queued', 0] },
      });
      const { limited } = await limitedTo(['c-us-1', 'c-eu-2']);
      const answer = await getMatrixAxes(limited, {
        groupBy: 'wave',
        component,
      });
      // He may see all clusters, and what runs on two of them.
      expect(groupsOf(answer)).toEqual([
        ['1', 'canary', ['c-us-1']],
        ['2', undefined, ['c-eu-2']],
        ['unassigned', undefined, ['c-eu-10', 'c-off', 'c-us-2']],
      ]);
      const { limited: one } = await limitedTo(['c-us-1']);
      const asked = { groupBy: 'wave', rollout: 'ledger-1' } as const;
      expect((await getMatrixAxes(one, asked)).waves).toBeUndefined();
      expect((await getMatrixAxes(one, asked)).rows.groups).toHaveLength(1);
    });
  });

  describe('of releases', () => {
    const statesOf = async () =>
      Object.fromEntries(
        Object.entries(cellsOf(await tile())).map(([key, cell]) => [
          key,
          cell.rollout,
        ]),
      );

    it('says how far they are, of several in a cell the most urgent', async () => {
      await insertRelease(knex, {
        name: 'cart',
        order: 1,
        members: {
          'c-eu-2': ['queued'],
          'c-eu-10': ['soaking'],
          'c-eu-10/other': ['stuck'],
          'c-us-1': ['succeeded'],
        },
      });
      const answer = await tile();
      expectDocumented('/matrix/tiles', answer);
      expect(cellsOf(answer)['c-eu-2/cart']).toMatchObject({
        state: 'healthy',
        rollout: 'queued',
        rolloutSince: 20,
      });
      expect(await statesOf()).toEqual({
        'c-off/ledger': undefined,
        'c-eu-2/cart': 'queued',
        'c-eu-2/ledger': undefined,
        'c-eu-10/cart': 'stuck',
        'c-us-1/cart': undefined,
        'c-us-1/search': undefined,
      });
    });

    it('says of several the one that concerns an instance, as its component does', async () => {
      const releases = [
        // What failed is still to be seen while a newer one only waits.
        { 'c-eu-2': ['failed'], 'c-us-1': ['failed'], 'c-eu-10': ['applying'] },
        // What came before one that has arrived is the past.
        { 'c-us-1': ['succeeded'] },
        { 'c-eu-2': ['queued'], 'c-us-1': ['queued'], 'c-eu-10': ['skipped'] },
      ] as const;
      for (const [order, members] of releases.entries()) {
        await insertRelease(knex, { name: 'cart', order, members } as never);
      }
      const states = await statesOf();
      const ids = ['c-eu-2', 'c-us-1', 'c-eu-10'];
      const told = await readInstanceRollouts(
        readingAt(knex, NOW),
        ids.map(id => `${id}/shop/cart`),
      );
      expect(ids.map(id => states[`${id}/cart`])).toEqual([
        'failed',
        'queued',
        undefined,
      ]);
      expect(ids.map(id => told.get(`${id}/shop/cart`)?.state)).toEqual([
        'failed',
        'queued',
        'skipped',
      ]);
    });

    it('reads them with one statement for a tile, however many there are', async () => {
      for (const order of [1, 2, 3]) {
        await insertRelease(knex, {
          name: 'cart',
          order,
          members: { 'c-eu-2': ['applying'], 'c-us-1': ['queued'] },
        });
      }
      const held = await reader();
      await held.select(toQuestion({}));
      const statements: string[] = [];
      knex.on('query', ({ sql }) => statements.push(sql));
      await getMatrixTile(readingAt(knex, NOW), held, {});
      expect(statements).toHaveLength(2);
    });

    it('says nothing of what somebody may not see', async () => {
      await insertRelease(knex, {
        name: 'cart',
        order: 1,
        members: { 'c-eu-2': ['stuck'], 'c-us-1': ['applying'] },
      });
      const { view, limited } = await limitedTo(['c-us-1']);
      const answer = await getMatrixTile(
        { ...readingAt(knex, NOW), view },
        limited,
        {},
      );
      expect(
        Object.entries(cellsOf(answer)).map(([key, { rollout }]) => [
          key,
          rollout,
        ]),
      ).toEqual([
        ['c-us-1/search', undefined],
        ['c-us-1/cart', 'applying'],
      ]);
      expect(JSON.stringify(answer.cells.rollout)).toBe('[-1,8]');
    });
  });

  it('tells of each cell what runs there', async () => {
    const answer = await tile();
    expectDocumented('/matrix/tiles', answer);
    expect(cellsOf(answer)).toEqual({
      'c-off/ledger': {
        state: 'healthy',
        since: 90,
        instances: 1,
        staleSince: 30,
        stale: 1,
      },
      'c-eu-2/cart': {
        state: 'healthy',
        version: '1.2.0',
        since: 90,
        instances: 1,
      },
      'c-eu-2/ledger': {
        state: 'degraded',
        version: '3.0.0',
        desired: '3.1.0',
        since: 60,
        atLeast: 1,
        instances: 1,
      },
      'c-eu-10/cart': { state: 'missing', since: 90, instances: 2 },
      'c-us-1/cart': { state: 'progressing', since: 90, instances: 1 },
      'c-us-1/search': { state: 'suspended', since: 90, instances: 1 },
    });
  });

  it('says that what is healthy is not as it is wanted', async () => {
    await knex('instance').where({ namespace: 'other' }).delete();
    await touch(knex, 'c-eu-10');
    expect(cellsOf(await tile())['c-eu-10/cart']).toMatchObject({
      state: 'out-of-sync',
      version: '1.2.0',
    });
  });

  it('has ages that are never negative, and says when one is not known', async () => {
    await knex('instance').update({ since: NOW + 5_000 });
    await knex('instance')
      .where({ cluster_id: 'c-off' })
      .update({ since: null, stale_since: null });
    const { cells } = await tile();
    expect(cells.since).toEqual([-1, 0, 0, 0, 0, 0]);
    expect(cells.stale).toEqual([1, 0, 0, 0, 0, 0]);
    expect(cells.staleSince).toEqual([-1, -1, -1, -1, -1, -1]);
  });

  it('comes in parts that fit together', async () => {
    const whole = cellsOf(await tile());
    const { version } = await axes();
    const together: ReturnType<typeof cellsOf> = {};
    for (const rows of ['0-2', '2-5', '5-9']) {
      for (const columns of ['0-1', '1-9']) {
        const part = await tile({ rows, columns, version });
        expect(part.rows.from).toBe(Number(rows.split('-')[0]));
        Object.assign(together, cellsOf(part));
      }
    }
    expect(together).toEqual(whole);
    expect((await tile({ rows: '5-9' })).cells.row).toEqual([]);
  });

  it.each([
    [{ rows: '0-201' }, /'rows' asks for 201 at once/],
    [{ columns: '5-5' }, /'columns' is '5-5'/],
  ])('refuses %j', async (query, message) => {
    await expect(tile(query)).rejects.toThrow(message);
  });

  it('counts the cells of each group in each column', async () => {
    const answer = await rollups({ groupBy: 'region' });
    expectDocumented('/matrix/rollups', answer);
    expect(answer.groups).toEqual({ from: 0, count: 3 });
    expect(answer.columns).toEqual({ from: 0, count: 3 });
    expect(countsIn(answer)).toEqual({
      '0/0': { stale: 1, total: 1 },
      '1/0': { degraded: 1, total: 1 },
      '1/2': { healthy: 1, missing: 1, outOfSync: 1, total: 2 },
      '2/1': { suspended: 1, total: 1 },
      '2/2': { progressing: 1, outOfSync: 1, total: 1 },
    });
    const part = await rollups({ groups: '1-2', columns: '2-3' });
    expect(countsIn(part)).toEqual({
      '0/0': { healthy: 1, missing: 1, outOfSync: 1, total: 2 },
    });
  });

  describe('while the fleet changes', () => {
    const degrade = async (cluster: string, name: string) => {
      const where = {
        cluster_id: cluster,
        entity_ref: `component:default/${name}`,
      };
      await knex('instance').where(where).update({ health: 'degraded' });
      await knex('cell').where(where).update({
        instance_healthy: 0,
        instance_suspended: 0,
        instance_progressing: 0,
        instance_degraded: 1,
      });
      await touch(knex, cluster);
    };

    it('keeps its version as long as rows and columns stay', async () => {
      const before = await axes();
      await degrade('c-us-1', 'cart');
      const after = await axes();
      expect(after.version).toBe(before.version);
      expect(after.totals).toMatchObject({ degraded: 2, progressing: 0 });
      const byState = await axes({ columnSort: 'state' });
      expect(byState.version).not.toBe(after.version);
    });

    it('reads anew only clusters of which cells were written', async () => {
      await axes();
      const asked: string[] = [];
      knex.on('query', ({ sql, bindings }) => {
        if (/from .cell./.test(sql)) asked.push(...bindings);
      });
      await knex('cell').update({ instance_degraded: 1 });
      await touch(knex, 'c-us-1');
      const { totals } = await axes();
      // The search and the cart there; what nobody said to be written is as it was.
      expect(totals.degraded).toBe(3);
      expect(asked.filter(each => typeof each === 'string')).toEqual([
        JSON.stringify(['c-us-1']),
        '',
      ]);
    });

    it('goes on by the order that a reader was told, with what is so now', async () => {
      const query = { groupBy: 'none', sort: 'state' } as const;
      const { version } = await axes(query);
      await degrade('c-us-1', 'search');
      await degrade('c-us-1', 'cart');
      const now = await axes(query);
      expect(now.version).not.toBe(version);
      expect(idsOf(now)[0]).toBe('c-us-1');
      const part = await tile({ ...query, version });
      expect(part.version).toBe(version);
      expect(part.rows.items[0].cluster.id).toBe('c-eu-2');
      expect(cellsOf(part)['c-us-1/cart'].state).toBe('degraded');
      const counted = await rollups({ ...query, version });
      expect(counted.version).toBe(version);
    });

    it('begins anew where a row of that order is gone', async () => {
      const { version } = await axes();
      await knex('cluster').where({ id: 'c-eu-2' }).update({ left_at: NOW });
      await knex('revision').increment('value', 1);
      await expect(tile({ version, rows: '1-3' })).rejects.toThrow(
        expect.objectContaining({ name: 'ConflictError' }),
      );
      await expect(rollups({ version })).rejects.toThrow(/Read its axes again/);
      // Of a part in which it was not nothing is wrong.
      expect((await tile({ version, rows: '3-5' })).version).toBe(version);
    });

    it('begins anew where a column is gone, and where a version was never told', async () => {
      const { version } = await axes();
      await knex('cell')
        .where({ entity_ref: 'component:default/search' })
        .delete();
      await touch(knex, 'c-us-1');
      await expect(tile({ version, columns: '1-2' })).rejects.toThrow(
        expect.objectContaining({ name: 'ConflictError' }),
      );
      await expect(tile({ version: 'x' })).rejects.toThrow(/'x'/);
    });
  });
});

/** As whatever derives does, when it has written cells of a cluster. */
async function touch(knex: Knex, cluster: string): Promise<void> {
  await knex('cluster').where({ id: cluster }).increment('cells_written', 1);
  await knex('revision').increment('value', 1);
}

function idsOf({ rows }: MatrixAxes): string[] {
  return rows.items.map(({ cluster }) => cluster.id);
}

function refsOf({ columns }: MatrixAxes): string[] {
  return columns.items.map(({ entityRef }) => entityRef.split('/')[1]);
}

/** The cells of a tile by cluster and component, without what says nothing. */
function cellsOf(answer: MatrixTile) {
  const { rows, columns, states, versions, cells } = answer;
  return Object.fromEntries(
    cells.row.map((row, at) => {
      const said = {
        state: states[cells.state[at]] as string,
        version: versions[cells.version[at]],
        desired: versions[cells.desired[at]],
        since: cells.since[at],
        instances: cells.instances[at],
        atLeast: cells.atLeast[at] || undefined,
        stale: cells.stale[at] || undefined,
        staleSince:
          cells.staleSince[at] === -1 ? undefined : cells.staleSince[at],
        rollout: answer.rollouts[cells.rollout[at]] as string | undefined,
        rolloutSince:
          cells.rolloutSince[at] === -1 ? undefined : cells.rolloutSince[at],
      };
      const column = columns.items[cells.column[at]].entityRef.split('/')[1];
      return [
        `${rows.items[row].cluster.id}/${column}`,
        Object.fromEntries(
          Object.entries(said).filter(([, value]) => value !== undefined),
        ) as Partial<typeof said>,
      ];
    }),
  );
}

function countsIn({ counts }: MatrixRollups) {
  const { group, column, ...states } = counts;
  return Object.fromEntries(
    group.map((place, at) => [
      `${place}/${column[at]}`,
      Object.fromEntries(
        Object.entries(states).flatMap(([state, values]) =>
          values[at] > 0 ? [[state, values[at]]] : [],
        ),
      ),
    ]),
  );
}

import { InputError } from '@backstage/errors';
import type { MatrixAxes } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { DEPLOYMENTS, factsOf } from '../../../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  NO_CONFIG,
  TestCurrency,
} from '../../../__testUtils__/cluster';
import { describeDatabases } from '../../../__testUtils__/databases';
import { expectDocumented } from '../../../__testUtils__/expectDocumented';
import { workloadFact } from '../../../__testUtils__/facts';
import { fleetOf, insertCoverage } from '../../../__testUtils__/read';
import { write } from '../../../__testUtils__/store';
import { entityWithId, labelledFor } from '../../../__testUtils__/stored';
import type { FleetConfig } from '../../../config/FleetConfig';
import { runSteps } from '../../../derive/statements';
import { keepHistory } from '../../../history/keepHistory';
import { DAY_MS } from '../../../history/retention';
import { writeTransitions } from '../../../history/writeTransitions';
import { EntityIndex } from '../../../mapping/EntityIndex';
import { Access } from '../../../permissions/Access';
import { EVERYTHING, type Expression } from '../../../permissions/Expression';
import type { TransitionRecord } from '../../../store/recordTransitions';
import { FleetViews } from '../../fleet';
import { getMatrixAxes } from '../getMatrixAxes';
import { getMatrixRollups } from '../getMatrixRollups';
import { getMatrixTile } from '../getMatrixTile';
import { MatrixReaders } from '../MatrixReaders';
import { getPast } from './getPast';
import { readPastTime } from './PastTime';

/** When watching begins; a day some time after 1970, so that there is a long ago. */
const BEGIN = 1_000 * DAY_MS;
const MINUTE = 60_000;
const NOW = BEGIN + 120 * MINUTE;

const ENTITIES = [
  entityWithId('cart', { owner: 'group:default/shop' }),
  entityWithId('ledger', { owner: 'group:default/money' }),
];
const CONFIG: FleetConfig = {
  ...NO_CONFIG,
  attributes: ['eu', 'us'].map(region => ({
    cluster: `name-of-c-${region}`,
    values: { region },
    key: 'test',
  })),
};
const INDEX = new EntityIndex(ENTITIES);

describeDatabases('the matrix as of a time', database => {
  let knex: Knex;
  let readers: MatrixReaders;
  let currency: Record<string, TestCurrency>;

  const derive = (id: string, now: number) =>
    deriveTestCluster(knex, {
      cluster: { id, name: `name-of-${id}`, names: [`name-of-${id}`] },
      entities: ENTITIES,
      config: CONFIG,
      currency: currency[id],
      now,
    });
  /** What is seen on a cluster, some minutes after watching began. */
  const see = async (
    cluster: string,
    minutes: number,
    name: string,
    over: Parameters<typeof workloadFact>[0] | 'gone' = {},
  ) => {
    const now = BEGIN + minutes * MINUTE;
    currency[cluster].confirmedAt = now;
    await write(
      knex,
      DEPLOYMENTS,
      [
        over === 'gone'
          ? { type: 'deleted', uid: `uid-shop-${name}` }
          : factsOf(workloadFact({ name, labels: labelledFor(name), ...over })),
      ],
      { now, observer: cluster },
    );
    await derive(cluster, now);
  };
  const record = (over: Partial<TransitionRecord>) =>
    runSteps(knex, () =>
      writeTransitions(knex, [
        {
          at: 0,
          clusterId: 'c-eu',
          scope: 'cluster',
          thing: 'c-eu',
          name: 'name-of-c-eu',
          field: 'region',
          ...over,
        },
      ]),
    );

  const textOf = (minutes: number) =>
    new Date(BEGIN + minutes * MINUTE).toISOString();
  const fleet = () => fleetOf(knex, { now: NOW });
  const viewOf = async (access: Access) => {
    const whole = await fleet();
    return new FleetViews({
      knex,
      snapshots: { latest: async () => whole },
      entities: () => INDEX,
      namesOf: id => [`name-of-${id}`],
    }).of(access);
  };
  /** A reader, and what it reads with. */
  const reading = async (minutes: number, access = Access.whole) => {
    const view = access.isWhole ? undefined : await viewOf(access);
    const reader = await readers.past(
      await readPastTime(knex, textOf(minutes), NOW),
      {
        access,
        whole: view?.whole ?? (await fleet()),
        ...(view ? { view } : {}),
        entities: INDEX,
      },
    );
    return { reader, context: { knex, now: NOW, ...(view ? { view } : {}) } };
  };
  const axes = async (
    minutes: number,
    query: Parameters<typeof getMatrixAxes>[1] = {},
    access?: Access,
  ) => getMatrixAxes((await reading(minutes, access)).reader, query);
  const tile = async (minutes: number, access?: Access) => {
    const { reader, context } = await reading(minutes, access);
    return getMatrixTile(context, reader, {});
  };
  /** What cells say: state, version, how sure it is. */
  const cells = async (minutes: number, access?: Access) => {
    const answer = await tile(minutes, access);
    expectDocumented('/matrix/tiles', answer);
    return Object.fromEntries(
      answer.cells.row.map((row, at) => {
        const { cells: said, versions, states, certainties = [] } = answer;
        const name = answer.columns.items[said.column[at]].entityRef;
        return [
          `${answer.rows.items[row].cluster.id}/${name.split('/')[1]}`,
          [
            states[said.state[at]],
            versions[said.version[at]],
            certainties[said.certainty![at]],
            ...(said.stale[at] ? ['stale'] : []),
          ].join(' '),
        ];
      }),
    );
  };

  beforeEach(async () => {
    knex = await database.open();
    readers = new MatrixReaders({ knex });
    currency = {};
    for (const [id, region] of [
      ['c-eu', 'eu'],
      ['c-us', 'us'],
    ]) {
      await insertCluster(knex, id, {
        region,
        reachability_since: BEGIN,
        created_at: BEGIN,
        coverage_asked: 1,
        coverage_current: 1,
        coverage_state: 'current',
        stale: false,
      });
      await insertCoverage(knex, id, DEPLOYMENTS.key, {
        since: BEGIN,
        watched_since: BEGIN,
        confirmed_at: NOW,
      });
      currency[id] = new TestCurrency();
      currency[id].confirmedAt = BEGIN;
      currency[id].watchedSince = BEGIN;
      await derive(id, BEGIN);
    }
    await see('c-eu', 1, 'cart');
    await see('c-us', 10, 'cart');
    await see('c-eu', 20, 'cart', { health: 'degraded', version: '2.0.0' });
    await see('c-us', 25, 'ledger');
    await see('c-eu', 40, 'cart', { health: 'healthy', version: '2.0.0' });
    await see('c-us', 60, 'ledger', 'gone');
    await knex('revision').increment('value', 1);
  });

  it('has what was there then, and nothing that came or changed since', async () => {
    expect(await cells(5)).toEqual({ 'c-eu/cart': 'healthy 1.0.0 known' });
    expect(await cells(30)).toEqual({
      'c-eu/cart': 'degraded 2.0.0 known',
      'c-us/cart': 'healthy 1.0.0 known',
      'c-us/ledger': 'healthy 1.0.0 known',
    });
    expect(await cells(90)).toEqual({
      'c-eu/cart': 'healthy 2.0.0 known',
      'c-us/cart': 'healthy 1.0.0 known',
    });
    const then = await axes(30, { sort: 'state', groupBy: 'none' });
    expectDocumented('/matrix/axes', then);
    expect(then.past).toEqual({
      at: textOf(30),
      of: textOf(30),
      kept: 'transitions',
      earliest: new Date(BEGIN - 396 * DAY_MS).toISOString(),
    });
    expect(then.asOf).toBe(textOf(30));
    expect(then.totals).toMatchObject({ degraded: 1, healthy: 2, total: 3 });
    expect(idsOf(then)).toEqual(['c-eu', 'c-us']);
    expect(then.coverage).toMatchObject({ clusters: 2, complete: 2 });
    const rollups = await getMatrixRollups((await reading(30)).reader, {});
    expectDocumented('/matrix/rollups', rollups);
    // The cart in eu; the cart and the ledger in us.
    expect(rollups.counts.total).toEqual([1, 1, 1]);
  });

  it('narrows, counts facets and numbers as of then', async () => {
    const money = await axes(30, { owner: ['group:default/money'] });
    expect(money.totals.total).toBe(1);
    expect(money.facets.owner.values).toHaveLength(2);
    expect((await axes(90)).facets.owner.values).toHaveLength(1);
    const { reader, context } = await reading(30);
    const { version } = await getMatrixAxes(reader, {});
    const part = { version, rows: '1-2', columns: '0-1' };
    expect((await getMatrixTile(context, reader, part)).version).toBe(version);
    // It has other columns than what is now.
    const later = await reading(90);
    await expect(
      getMatrixTile(later.context, later.reader, { version, columns: '0-2' }),
    ).rejects.toThrow(/Read its axes again/);
  });

  it('says since when it was so', async () => {
    const { cells: said, rows } = await tile(30);
    const row = rows.items.findIndex(({ cluster }) => cluster.id === 'c-eu');
    const at = said.row.indexOf(row);
    expect([said.since[at], said.atLeast[at]]).toEqual([10 * 60, 0]);
  });

  it('has the region of then', async () => {
    await record({ at: BEGIN + 50 * MINUTE, from: 'old', to: 'eu' });
    const groups = ({ rows }: MatrixAxes) => rows.groups.map(({ key }) => key);
    expect(groups(await axes(30))).toEqual(['old', 'us']);
    expect(groups(await axes(55))).toEqual(['eu', 'us']);
    expect((await axes(30, { region: ['old'] })).rows.total).toBe(1);
  });

  it('has gaps of clusters that were not watched, did not answer, or not wholly', async () => {
    const gapsAt = async (minutes: number) => {
      const answer = await axes(minutes);
      expectDocumented('/matrix/axes', answer);
      expect(answer.coverage.complete).toBe(
        answer.rows.items.filter(({ complete }) => complete).length,
      );
      return Object.fromEntries(
        answer.coverage.gaps.map(({ cluster, state, then, kinds }) => [
          cluster.id,
          [then, state, ...(kinds ?? [])].join(' '),
        ]),
      );
    };
    await knex('coverage')
      .where({ cluster_id: 'c-us' })
      .update({
        gap_from: BEGIN + 65 * MINUTE,
        gap_to: BEGIN + 75 * MINUTE,
      });
    await insertCoverage(
      knex,
      'c-us',
      { adapter: 'kubernetes', group: '', kind: 'Node' },
      { watched_since: BEGIN },
    );
    await record({
      at: BEGIN + 110 * MINUTE,
      clusterId: 'c-eu',
      field: 'reachability',
      from: 'unreachable',
      to: 'reachable',
    });
    await record({
      at: BEGIN + 100 * MINUTE,
      notBefore: BEGIN + 95 * MINUTE,
      clusterId: 'c-eu',
      field: 'reachability',
      from: 'reachable',
      to: 'unreachable',
    });
    // In the order in which they happened.
    const [late, early] = await knex('transition')
      .where({ field: 'reachability' })
      .orderBy('id');
    await knex('transition').where({ id: late.id }).update({ id: 100_000 });
    await knex('transition').where({ id: early.id }).update({ id: 99_999 });
    expect(await gapsAt(-5)).toEqual({
      'c-eu': 'not-watched not-asked',
      'c-us': 'not-watched not-asked',
    });
    expect(await gapsAt(30)).toEqual({});
    expect(await gapsAt(70)).toEqual({
      'c-us': 'not-current interrupted Deployment',
    });
    expect(await gapsAt(97)).toEqual({ 'c-eu': 'not-known pending' });
    expect(await gapsAt(105)).toEqual({ 'c-eu': 'not-answering unreachable' });
    // Nothing is known of what ran before anybody watched, and nothing is good.
    const before = await axes(-5);
    expect(before.totals.healthy).toBe(0);
    expect(before.rows.items.every(({ complete }) => !complete)).toBe(true);
  });

  it('claims nothing of a time that nobody saw', async () => {
    currency['c-eu'].confirmedAt = BEGIN + 65 * MINUTE;
    currency['c-eu'].lose('c-eu', '*');
    currency['c-eu'].gap = { from: BEGIN + 65 * MINUTE };
    await derive('c-eu', BEGIN + 66 * MINUTE);
    currency['c-eu'].regain('c-eu', '*');
    currency['c-eu'].gap = {
      from: BEGIN + 65 * MINUTE,
      to: BEGIN + 80 * MINUTE,
    };
    await see('c-eu', 80, 'cart', { health: 'degraded', version: '3.0.0' });
    expect((await cells(70))['c-eu/cart']).toBe('unknown  gap stale');
    expect((await axes(70)).totals).toMatchObject({ stale: 1, healthy: 1 });
    expect((await cells(85))['c-eu/cart']).toBe('degraded 3.0.0 known');
    const [was] = (
      await getPast(
        { knex, now: NOW },
        {
          entityRef: 'component:default/cart',
          clusterId: 'c-eu',
          at: textOf(70),
        },
      )
    ).items;
    expect(was).toMatchObject({
      certainty: 'gap',
      provenAt: textOf(65),
      health: 'unknown',
      between: expect.arrayContaining([
        { field: 'health', values: ['healthy', 'degraded'] },
        { field: 'version', values: ['2.0.0', '3.0.0'] },
      ]),
    });
    expect(was).not.toHaveProperty('version');
    expect(was).not.toHaveProperty('present');
  });

  it('says what a component was on a cluster', async () => {
    const past = await getPast(
      { knex, now: NOW },
      {
        entityRef: 'component:default/cart',
        clusterId: 'c-eu',
        at: textOf(30),
      },
    );
    expectDocumented(
      '/components/{kind}/{namespace}/{name}/clusters/{clusterId}/past',
      past,
    );
    expect(past.items).toEqual([
      expect.objectContaining({
        namespace: 'shop',
        certainty: 'known',
        present: true,
        health: 'degraded',
        version: '2.0.0',
        replicas: 'all',
        since: textOf(20),
        sinceIsLowerBound: false,
        between: [],
      }),
    ]);
    expect(past).not.toHaveProperty('gap');
  });

  it('has clusters that have left since, for who may see all', async () => {
    await knex('cluster')
      .where({ id: 'c-us' })
      .update({ left_at: BEGIN + 70 * MINUTE });
    await knex('revision').increment('value', 1);
    expect(idsOf(await axes(30))).toEqual(['c-eu', 'c-us']);
    expect(idsOf(await axes(90))).toEqual(['c-eu']);
  });

  it('cuts whole clusters off where more was there than is read, and says so', async () => {
    await knex('cluster').update({ instance_total: 4_000 });
    readers = new MatrixReaders({ knex, past: { most: 1 } });
    const answer = await axes(30);
    expect(answer.coverage.gaps).toEqual([
      expect.objectContaining({
        cluster: { id: 'c-us', name: 'name-of-c-us' },
        then: 'too-many',
      }),
    ]);
    expect(answer.totals.total).toBe(1);
    expect(Object.keys(await cells(30))).toEqual(['c-eu/cart']);
  });

  it('reads a moment once, and asks the store for permissions again', async () => {
    await axes(30);
    const asked: string[] = [];
    knex.on('query', ({ sql }) => asked.push(sql));
    await axes(30, { text: 'cart' });
    expect(asked.filter(isOfHistory)).toEqual([]);
    await axes(30, {}, inNamespaces('shop'));
    expect(asked.filter(isOfHistory)).toEqual([]);
    expect(asked.some(sql => /from .cell./.test(sql))).toBe(true);
  });

  describe('for who may not see all', () => {
    it('has what is in cells that he may see now, and nothing that is gone', async () => {
      const limited = inNamespaces('shop');
      expect(await cells(30, limited)).toEqual({
        'c-eu/cart': 'degraded 2.0.0 known',
        'c-us/cart': 'healthy 1.0.0 known',
      });
      const answer = await axes(30, {}, limited);
      expect(answer.limited).toEqual(['instances']);
      expect(answer.totals.total).toBe(2);
      expect(await cells(30, inNamespaces('other'))).toEqual({});
    });

    it('does not have a cluster that he may not see, nor what it was', async () => {
      const only = new Access(inCluster('c-eu'), inCluster('c-eu'));
      const answer = await axes(30, {}, only);
      expect(idsOf(answer)).toEqual(['c-eu']);
      expect(JSON.stringify([answer, await tile(30, only)])).not.toMatch(
        /c-us|ledger/,
      );
      const context = { knex, now: NOW, view: await viewOf(only) };
      await expect(
        getPast(context, {
          entityRef: 'component:default/cart',
          clusterId: 'c-us',
          at: textOf(30),
        }),
      ).rejects.toThrow(/There is no cluster 'c-us'/);
    });

    it('follows permissions that change while the moment is held', async () => {
      const mine = new Access(EVERYTHING, {
        type: 'in',
        key: 'owner',
        values: ['group:default/shop'],
        isNegated: false,
        orUnknown: false,
      });
      expect(Object.keys(await cells(30, mine))).toHaveLength(2);
      await knex('cell')
        .where({ cluster_id: 'c-us' })
        .update({ owner: 'group:default/other', stamp: 7 });
      await knex('cluster').increment('cells_written', 1);
      await knex('revision').increment('value', 1);
      expect(Object.keys(await cells(30, mine))).toEqual(['c-eu/cart']);
      expect((await axes(30, {}, mine)).totals.total).toBe(1);
    });
  });

  describe('at the edges of what is kept', () => {
    const ask = (time: number) =>
      readPastTime(knex, new Date(time).toISOString(), NOW);

    it('refuses the future and what is too long ago, and says how far back it goes', async () => {
      await expect(ask(NOW + 1_000)).rejects.toThrow(InputError);
      await expect(ask(NOW + 1_000)).rejects.toThrow(/in the future/);
      const earliest = BEGIN - 396 * DAY_MS;
      await expect(ask(earliest - 1_000)).rejects.toThrow(
        `between ${new Date(earliest).toISOString()} and now`,
      );
      expect((await ask(earliest)).of).toBe(earliest);
      await knex('history_keeping').update({ first_day: 900 });
      await expect(ask(900 * DAY_MS - 1)).rejects.toThrow(
        new Date(900 * DAY_MS).toISOString(),
      );
      await expect(readPastTime(knex, 'yesterday', NOW)).rejects.toThrow(
        /is no time/,
      );
      expect((await ask(NOW - 1)).of % 1_000).toBe(0);
    });

    it('is of the end of the day where only that is kept, without coverage', async () => {
      const now = BEGIN + (database.isPostgres ? 92 : 32) * DAY_MS;
      await keepHistory({ knex, now });
      expect(await knex('transition').count({ left: '*' })).toEqual([
        expect.objectContaining({ left: expect.anything() }),
      ]);
      const answer = await axes(30);
      expectDocumented('/matrix/axes', answer);
      expect(answer.past).toMatchObject({
        kept: 'days',
        at: textOf(30),
        of: new Date(BEGIN + DAY_MS - 1_000).toISOString(),
      });
      expect(await cells(30)).toEqual({
        'c-eu/cart': 'healthy 2.0.0 known',
        'c-us/cart': 'healthy 1.0.0 known',
      });
      // Since when is not kept.
      expect((await tile(30)).cells.since).toEqual([-1, -1]);
      expect(answer.coverage.complete).toBe(0);
      expect(answer.coverage.gaps.map(gap => gap.then)).toEqual([
        'not-kept',
        'not-kept',
      ]);
    });
  });
});

/** Statements that read what was. */
function isOfHistory(sql: string): boolean {
  return /recorded_since|from .transition/.test(sql);
}

function inNamespaces(...values: string[]): Access {
  return new Access(EVERYTHING, {
    type: 'in',
    key: 'namespace',
    values,
    isNegated: false,
    orUnknown: false,
  });
}

function inCluster(id: string): Expression {
  return {
    type: 'in',
    key: 'cluster',
    values: [id],
    isNegated: false,
    orUnknown: false,
  };
}

function idsOf({ rows }: MatrixAxes): string[] {
  return rows.items.map(({ cluster }) => cluster.id);
}

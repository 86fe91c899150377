import type { AlertFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { ALERTS, factsOf } from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import { alertFact } from '../../__testUtils__/facts';
import { fleetOf, insertCoverage, readingAt } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import { EntityIndex } from '../../mapping/EntityIndex';
import { Access } from '../../permissions/Access';
import { EVERYTHING } from '../../permissions/Expression';
import { FleetViews } from '../fleet';
import { listClusterAlerts } from './listClusterAlerts';

const PATH = '/clusters/{clusterId}/alerts';

const FIRING: Partial<AlertFact>[] = [
  { name: 'Slow', severity: 'medium' },
  { name: 'Down', severity: 'critical', namespace: 'pay' },
  { name: 'Strange', severity: undefined },
  { name: 'Watchdog', severity: 'info', namespace: undefined },
];

describeDatabases('listClusterAlerts', database => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await database.open();
    for (const id of ['prod', 'quiet', 'silent']) await insertCluster(knex, id);
    for (const id of ['prod', 'quiet']) {
      await insertCoverage(knex, id, ALERTS.key, {
        scope: 'namespace/monitoring',
      });
    }
    await write(
      knex,
      ALERTS,
      FIRING.map(each =>
        // The source's name is that of the alert, as polls have it.
        factsOf(alertFact({ id: each.name, ...each })),
      ),
      { observer: 'prod' },
    );
  });
  const ask = (
    query: Parameters<typeof listClusterAlerts>[2] = {},
    cluster = 'prod',
  ) => listClusterAlerts(readingAt(knex), cluster, query);

  it('tells the worst first, what has no severity among them', async () => {
    const page = await ask();
    expectDocumented(PATH, page);
    expect(page.items.map(({ name }) => name)).toEqual([
      'Down',
      'Strange',
      'Slow',
      'Watchdog',
    ]);
    expect(page.items[0]).toMatchObject({
      engine: 'prometheus',
      severity: 'critical',
      namespace: 'pay',
      currency: { current: true },
    });
    expect(page.items[1]).not.toHaveProperty('severity');
    expect(page.totals).toEqual({
      total: 4,
      stale: 0,
      severities: [
        { severity: 'critical', count: 1 },
        { count: 1 },
        { severity: 'medium', count: 1 },
        { severity: 'info', count: 1 },
      ],
    });
    expect(page.known).toEqual({
      asked: true,
      confirmedAt: '1970-01-01T00:01:40.000Z',
    });
  });

  it('is narrowed, and comes in pages', async () => {
    const narrowed = await ask({ severity: ['critical', 'medium'] });
    expect(narrowed.items.map(({ name }) => name)).toEqual(['Down', 'Slow']);
    expect(narrowed.totals.total).toBe(2);
    expect(narrowed.totals.severities).toHaveLength(4);
    expect((await ask({ text: 'PAY/' })).totals.total).toBe(1);
    expect((await ask({ namespace: ['shop'] })).totals.total).toBe(2);
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask({ limit: 3, cursor });
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toEqual(['Down', 'Strange', 'Slow', 'Watchdog']);
  });

  it('tells apart that none fires and that nobody knows', async () => {
    expect(await ask({}, 'quiet')).toMatchObject({
      items: [],
      known: { asked: true },
    });
    expect((await ask({}, 'quiet')).known).not.toHaveProperty('gap');
    const page = await ask({}, 'silent');
    expectDocumented(PATH, page);
    expect(page).toMatchObject({
      items: [],
      known: { asked: false, gap: 'nothing on it is asked for its alerts' },
    });
  });

  it('keeps what was told where nobody answers any more', async () => {
    await knex('coverage')
      .where({ cluster_id: 'prod' })
      .update({ state: 'unreachable', reason: 'no route', confirmed_at: 1 });
    const page = await ask();
    expect(page.totals).toMatchObject({ total: 4, stale: 4 });
    expect(page.items[0].currency).toMatchObject({
      current: false,
      reason: 'no route',
    });
    expect(page.known).toMatchObject({
      asked: true,
      gap: 'its alerts are not known now: no route',
    });
    await knex('coverage')
      .where({ cluster_id: 'prod' })
      .update({ state: 'current', reason: null, confirmed_at: 100_000 });
  });

  it('shows and counts only alerts of namespaces that may be seen', async () => {
    const fleet = await fleetOf(knex);
    const view = await new FleetViews({
      knex,
      snapshots: { latest: async () => fleet },
      entities: () => new EntityIndex([]),
      namesOf: () => [],
    }).of(
      new Access(EVERYTHING, {
        type: 'in',
        key: 'namespace',
        values: ['shop'],
        isNegated: false,
        orUnknown: false,
      }),
    );
    const context = { ...readingAt(knex), view };
    const page = await listClusterAlerts(context, 'prod', {});
    expect(page.items.map(({ name }) => name)).toEqual(['Strange', 'Slow']);
    expect(page).toMatchObject({
      totals: { total: 2 },
      hidden: 0,
      limited: ['instances'],
    });
    const told = { ...context, tellsHidden: true };
    expect((await listClusterAlerts(told, 'prod', {})).hidden).toBe(2);
  });
});

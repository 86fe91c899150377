import type { ListClustersQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { fleetOf } from '../__testUtils__/read';
import { listClusters } from './listClusters';

const CURRENT = { stale: false, reachability: 'reachable' };

async function someClusters(knex: Knex): Promise<void> {
  const clusters: Record<string, Record<string, unknown>> = {
    a: {
      region: 'eu',
      environment: 'prod',
      health: 'healthy',
      kubernetes_minor: '1.34',
      kubernetes_minor_number: 34,
      nodes_total: 3,
    },
    b: {
      region: 'eu',
      environment: 'stage',
      health: 'degraded',
      kubernetes_minor: '1.33',
      kubernetes_minor_number: 33,
      nodes_total: 5,
    },
    c: {
      region: 'us',
      environment: 'prod',
      health: 'healthy',
      kubernetes_minor: '1.34',
      kubernetes_minor_number: 34,
      nodes_total: 3,
      instance_degraded: 2,
      instance_total: 4,
      instance_healthy: 2,
    },
    d: {
      region: 'us',
      environment: 'stage',
      health: 'unknown',
      title: '100% Sure_Thing',
      instance_stale: 4,
      instance_total: 4,
      delivery_out_of_sync: 1,
      delivery_total: 1,
    },
  };
  for (const [id, over] of Object.entries(clusters)) {
    await insertCluster(knex, `c-${id}`, {
      ...CURRENT,
      name: `cluster-${id}`,
      ...over,
    });
  }
  await insertCluster(knex, 'c-left', {
    ...CURRENT,
    name: 'cluster-left',
    region: 'eu',
    health: 'healthy',
    left_at: 5,
  });
}

const namesOf = async (knex: Knex, query: ListClustersQuery) =>
  (await listClusters(await fleetOf(knex), query)).items.map(({ name }) =>
    name.replace('cluster-', ''),
  );

describeDatabases('listClusters', database => {
  it.each<[string, ListClustersQuery, string[]]>([
    ['nothing', {}, ['a', 'b', 'c', 'd']],
    ['one value', { region: ['eu'] }, ['a', 'b']],
    ['one value or another', { region: ['eu', 'us'] }, ['a', 'b', 'c', 'd']],
    ['one key and another', { region: ['eu'], environment: ['prod'] }, ['a']],
    ['a value that none has', { region: ['mars'] }, []],
    ['an empty list', { region: [] }, ['a', 'b', 'c', 'd']],
    ['a version', { version: ['1.34'] }, ['a', 'c']],
    ['bad instances', { instances: ['degraded'] }, ['c']],
    [
      'bad or stale instances',
      { instances: ['degraded', 'stale'] },
      ['c', 'd'],
    ],
    ['deliveries that differ', { deliveries: ['out-of-sync'] }, ['d']],
    [
      'stale instances of a region with deliveries that differ',
      { instances: ['stale'], deliveries: ['out-of-sync'], region: ['us'] },
      ['d'],
    ],
    ['part of a name', { text: 'TER-B' }, ['b']],
    ['part of a title', { text: 'sure' }, ['d']],
    ['a percent sign', { text: '%' }, ['d']],
    ['an underscore', { text: 'e_t' }, ['d']],
    ['a backslash', { text: '\\' }, []],
    ['a quote', { text: "' or '1'='1" }, []],
  ])('filters by %s', async (_, query, expected) => {
    const knex = await database.open();
    await someClusters(knex);
    expect(await namesOf(knex, query)).toEqual(expected);
    const { totals } = await listClusters(await fleetOf(knex), query);
    expect(totals.clusters).toBe(expected.length);
  });

  it('counts each facet under all other filters, not under its own', async () => {
    const knex = await database.open();
    await someClusters(knex);
    const { facets } = await listClusters(await fleetOf(knex), {
      region: ['eu'],
      environment: ['prod'],
    });
    const countsOf = (key: string) =>
      Object.fromEntries(
        facets[key].values.map(({ value, count }) => [value, count]),
      );
    expect(countsOf('region')).toEqual({ eu: 1, us: 1 });
    expect(countsOf('environment')).toEqual({ prod: 1, stage: 1 });
    expect(countsOf('version')).toEqual({ '1.34': 1 });
    expect(countsOf('reachability')).toEqual({ reachable: 1 });
  });

  it('counts no value that is not known', async () => {
    const knex = await database.open();
    await someClusters(knex);
    const { facets } = await listClusters(await fleetOf(knex), {});
    expect(facets.version.values).toEqual([
      { value: '1.34', count: 2 },
      { value: '1.33', count: 1 },
    ]);
  });

  it('adds up what it selects', async () => {
    const knex = await database.open();
    await someClusters(knex);
    const { totals } = await listClusters(await fleetOf(knex), {
      region: ['us'],
    });
    expect(totals).toMatchObject({
      clusters: 2,
      reachability: { reachable: 2 },
      nodes: 3,
      instances: { total: 8, healthy: 2, degraded: 2, stale: 4 },
      deliveries: { total: 1, outOfSync: 1 },
    });
    const none = await listClusters(await fleetOf(knex), { region: ['mars'] });
    expect(none.totals).toMatchObject({ clusters: 0, nodes: 0 });
    expect(none.nextCursor).toBeUndefined();
  });

  it('tells how far a cluster is behind the newest', async () => {
    const knex = await database.open();
    await someClusters(knex);
    await knex('cluster').update({ kubernetes_version: 'v1' });
    const { items } = await listClusters(await fleetOf(knex), {
      region: ['eu'],
    });
    expect(items.map(({ kubernetes }) => kubernetes?.minorsBehind)).toEqual([
      0, 1,
    ]);
  });

  it('regression: never finds by health what is only known to have been healthy', async () => {
    const knex = await database.open();
    await someClusters(knex);
    await insertCluster(knex, 'c-stale', {
      ...CURRENT,
      name: 'cluster-stale',
      health: 'healthy',
      stale: true,
    });
    await insertCluster(knex, 'c-lost', {
      name: 'cluster-lost',
      health: 'healthy',
      stale: false,
      reachability: 'unreachable',
    });
    expect(await namesOf(knex, { health: ['healthy'] })).toEqual(['a', 'c']);
    expect(await namesOf(knex, { health: ['unknown'] })).toEqual([
      'd',
      'lost',
      'stale',
    ]);
    const { facets } = await listClusters(await fleetOf(knex), {});
    expect(facets.health.values).toEqual([
      { value: 'unknown', count: 3 },
      { value: 'healthy', count: 2 },
      { value: 'degraded', count: 1 },
    ]);
    const [best] = await namesOf(knex, { sort: '-health' });
    const worst = await namesOf(knex, { sort: 'health' });
    expect([best, worst.at(-1)]).toEqual(['b', 'b']);
    expect(worst.slice(0, 2).sort()).toEqual(['a', 'c']);
  });
});

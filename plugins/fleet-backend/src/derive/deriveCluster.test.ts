import type { Knex } from 'knex';
import {
  APPLICATIONS,
  DEPLOYMENTS,
  NAMESPACES,
  NODES,
  factsOf,
} from '../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  NO_CONFIG,
  TestCurrency,
} from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import {
  brings,
  deliveryFact,
  namespaceFact,
  nodeFact,
  workloadFact,
} from '../__testUtils__/facts';
import { entityWithId, labelledFor } from '../__testUtils__/stored';
import { resolverOf, write, writesOf } from '../__testUtils__/store';

const checkout = entityWithId('checkout', {
  owner: 'group:default/shop',
  system: 'system:default/shop',
});

async function someFleet(knex: Knex): Promise<void> {
  await insertCluster(knex, 'c-1');
  await write(knex, NODES, [
    factsOf(nodeFact({ region: 'eu', provider: 'gce' })),
    factsOf(
      nodeFact({
        name: 'node-b',
        region: 'eu',
        health: 'degraded',
        message: 'kubelet stopped',
        unschedulable: true,
      }),
    ),
  ]);
  await write(knex, NAMESPACES, [
    factsOf(namespaceFact('shop', { environment: 'prod' })),
  ]);
  await write(knex, DEPLOYMENTS, [
    factsOf(workloadFact({ labels: labelledFor('checkout') })),
    factsOf(
      workloadFact({
        name: 'cron',
        namespace: 'jobs',
        health: 'degraded',
        message: 'exit code 1',
      }),
    ),
  ]);
  await write(knex, APPLICATIONS, [
    factsOf(
      deliveryFact({ sync: 'out-of-sync', brings: brings('shop/checkout') }),
    ),
  ]);
}

describeDatabases('deriveCluster', database => {
  it('writes instances, cells, bindings and the sums of the cluster', async () => {
    const knex = await database.open();
    await someFleet(knex);
    const visible = await deriveTestCluster(knex, { entities: [checkout] });
    expect(visible).toBe(true);

    const instances = await knex('instance').orderBy('namespace');
    expect(
      instances.map(row => [
        row.namespace,
        row.entity_ref,
        row.health,
        row.sync,
        Boolean(row.stale),
      ]),
    ).toEqual([
      ['jobs', '', 'degraded', 'unknown', false],
      ['shop', 'component:default/checkout', 'healthy', 'out-of-sync', false],
    ]);
    const cell = await knex('cell').where({ namespace: 'shop' }).first();
    expect(cell).toMatchObject({
      region: 'eu',
      environment: 'prod',
      owner: 'group:default/shop',
      system: 'system:default/shop',
      instance_healthy: 1,
      instance_out_of_sync: 1,
      instance_total: 1,
      delivery_total: 1,
      delivery_out_of_sync: 1,
      workload_healthy: 1,
    });
    const workload = await knex('workload').where({ name: 'checkout' }).first();
    expect(workload.entity_ref).toBe('component:default/checkout');
    expect(JSON.parse(workload.binding)).toMatchObject({
      type: 'bound',
      rule: 'kubernetes-id',
    });
    const cluster = await knex('cluster').first();
    expect(cluster).toMatchObject({
      health: 'degraded',
      region: 'eu',
      provider: 'gcp',
      environment: 'unassigned',
      nodes_total: 2,
      nodes_ready: 1,
      nodes_not_ready: 1,
      nodes_unknown: 0,
      nodes_unschedulable: 1,
      capacity_cpu: 8_000,
      capacity_memory: 32_000_000_000,
      capacity_pods: 220,
      instance_total: 2,
      instance_healthy: 1,
      instance_degraded: 1,
      delivery_total: 1,
    });
    expect(JSON.parse(cluster.worst)).toEqual([
      'node node-b: kubelet stopped',
      'jobs: degraded, exit code 1',
    ]);
  });

  it.each([[['*']], [['shop']], [['']], [['jobs', 'shop', '']]])(
    'writes nothing the second time, deriving %j',
    async namespaces => {
      const knex = await database.open();
      await someFleet(knex);
      await deriveTestCluster(knex, { entities: [checkout], now: 10_000 });
      let visible;
      // SQLite is not sent statements that could be listened to: it counts rows.
      const rowsWritten = async () =>
        database.isPostgres
          ? 0
          : (await knex.raw('select total_changes() as n'))[0].n;
      const before = await rowsWritten();
      const writes = await writesOf(knex, async () => {
        visible = await deriveTestCluster(knex, {
          entities: [checkout],
          namespaces,
          now: 20_000,
        });
      });
      expect(writes).toEqual([]);
      expect(await rowsWritten()).toBe(before);
      expect(visible).toBe(false);
    },
  );

  it('touches only the namespaces that are asked for', async () => {
    const knex = await database.open();
    await someFleet(knex);
    await deriveTestCluster(knex, { namespaces: ['shop'] });
    expect(await knex('instance').pluck('namespace')).toEqual(['shop']);
    expect(await knex('cell').pluck('namespace')).toEqual(['shop']);
    await deriveTestCluster(knex, { namespaces: ['jobs'] });
    expect((await knex('instance').pluck('namespace')).sort()).toEqual([
      'jobs',
      'shop',
    ]);
    expect((await knex('cluster').first()).instance_total).toBe(2);
  });

  it('drops the instance of what is gone', async () => {
    const knex = await database.open();
    await someFleet(knex);
    await deriveTestCluster(knex);
    await write(knex, DEPLOYMENTS, [{ type: 'deleted', uid: 'uid-jobs-cron' }]);
    await deriveTestCluster(knex, { namespaces: ['jobs'] });
    expect(await knex('instance').pluck('namespace')).toEqual(['shop']);
    expect(await knex('cell').pluck('namespace')).toEqual(['shop']);
    expect(await knex('cluster').first()).toMatchObject({
      instance_total: 1,
      instance_degraded: 0,
    });
  });

  it('touches no other cluster', async () => {
    const knex = await database.open();
    await someFleet(knex);
    await insertCluster(knex, 'c-2');
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact())], {
      observer: 'c-2',
    });
    await deriveTestCluster(knex);
    expect(await knex('instance').where({ cluster_id: 'c-2' })).toEqual([]);
    await deriveTestCluster(knex, { cluster: { id: 'c-2' } });
    expect(await knex('instance').where({ cluster_id: 'c-1' })).toHaveLength(2);
    expect(
      (await knex('cluster').where({ id: 'c-2' }).first()).nodes_total,
    ).toBe(0);
  });

  it('counts a hub that reports what is read directly as nothing more', async () => {
    const knex = await database.open();
    await someFleet(knex);
    await deriveTestCluster(knex);
    const before = await knex('cluster').first();
    await write(
      knex,
      APPLICATIONS,
      [
        factsOf(
          deliveryFact({
            name: 'from-the-hub',
            health: 'degraded',
            subject: { type: 'reference', server: 'https://c-1' },
            brings: brings('jobs/cron'),
          }),
        ),
      ],
      { observer: 'hub', resolver: resolverOf({ 'https://c-1': 'c-1' }) },
    );
    await deriveTestCluster(knex);
    const after = await knex('cluster').first();
    expect(after.instance_total).toBe(before.instance_total);
    expect(after.instance_degraded).toBe(before.instance_degraded);
    expect(after.nodes_total).toBe(before.nodes_total);
    expect(after.delivery_total).toBe(before.delivery_total + 1);
    const cells = await knex('cell').select();
    expect(cells.reduce((sum, row) => sum + row.workload_total, 0)).toBe(2);
  });

  it('takes attributes from configuration for the cluster that it names', async () => {
    const knex = await database.open();
    await someFleet(knex);
    const config = {
      ...NO_CONFIG,
      attributes: [
        { cluster: 'other', values: { region: 'no' }, key: 'a' },
        {
          cluster: 'config/prod-a',
          values: { region: 'us', environment: 'prod' },
          key: 'b',
        },
      ],
    };
    await deriveTestCluster(knex, { config });
    const row = await knex('cluster').first();
    expect(row).toMatchObject({ region: 'us', environment: 'prod' });
    expect(JSON.parse(row.attributes).region.conflicts).toHaveLength(1);
  });
});

describeDatabases('deriveCluster, of what is stale,', database => {
  const totals = (row: Record<string, number>) => [
    row.instance_healthy,
    row.instance_stale,
    row.instance_total,
  ];

  it('counts nothing as good', async () => {
    const knex = await database.open();
    await someFleet(knex);
    const currency = new TestCurrency();
    currency.lose('c-1', '*');
    await deriveTestCluster(knex, { currency });
    const row = await knex('cluster').first();
    expect(totals(row)).toEqual([0, 2, 2]);
    expect([row.delivery_healthy, row.delivery_stale]).toEqual([0, 1]);
    expect(Boolean(row.stale)).toBe(true);
    expect(row.nodes_ready).toBe(1);
    expect((await knex('workload').pluck('stale')).every(Boolean)).toBe(true);
    // The worst things are of what is known to be so now.
    expect(JSON.parse(row.worst)).not.toContain('jobs: degraded, exit code 1');
  });

  it('counts it again once it is current', async () => {
    const knex = await database.open();
    await someFleet(knex);
    const currency = new TestCurrency();
    currency.lose('c-1', 'Deployment');
    await deriveTestCluster(knex, { currency });
    expect(totals(await knex('cluster').first())).toEqual([0, 2, 2]);
    currency.regain('c-1', 'Deployment');
    await deriveTestCluster(knex, { currency });
    expect(totals(await knex('cluster').first())).toEqual([1, 0, 2]);
  });

  it('takes a hub that has lost sight of a cluster for stale, though the hub answers', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(knex, APPLICATIONS, [
      factsOf(
        deliveryFact({
          heartbeat: { state: 'lost', reason: 'no route to host' },
          targetNamespace: 'shop',
        }),
      ),
    ]);
    await deriveTestCluster(knex);
    expect(await knex('cluster').first()).toMatchObject({
      instance_healthy: 0,
      instance_stale: 1,
      delivery_healthy: 0,
      delivery_stale: 1,
    });
    expect(JSON.parse((await knex('instance').first()).data).syncMessage).toBe(
      'last known synced: no route to host',
    );
  });

  it('regression: of a delivery to an unknown cluster, follows its hub', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'hub');
    await write(
      knex,
      APPLICATIONS,
      [
        factsOf(
          deliveryFact({
            subject: { type: 'reference', server: 'https://nowhere' },
          }),
        ),
        factsOf(
          deliveryFact({
            name: 'lost',
            subject: { type: 'reference', server: 'https://nowhere' },
            heartbeat: { state: 'lost', reason: 'no route to host' },
          }),
        ),
      ],
      { observer: 'hub' },
    );
    const currency = new TestCurrency();
    const staleOnes = async () => {
      await deriveTestCluster(knex, {
        cluster: { id: 'hub' },
        currency,
        namespaces: ['*'],
      });
      const rows = await knex('delivery').orderBy('name');
      return rows.map(row => Boolean(row.stale));
    };
    expect(await staleOnes()).toEqual([false, true]);
    currency.lose('hub', 'Application');
    expect(await staleOnes()).toEqual([true, true]);
    currency.regain('hub', 'Application');
    expect(await staleOnes()).toEqual([false, true]);
  });

  it('regression: is stale until it was derived', async () => {
    const knex = await database.open();
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact())]);
    await write(knex, APPLICATIONS, [factsOf(deliveryFact())]);
    expect(Boolean((await knex('workload').first()).stale)).toBe(true);
    expect(Boolean((await knex('delivery').first()).stale)).toBe(true);
  });
});

describeDatabases('transitions of instances', database => {
  const CHANGED = '2026-11-01T10:00:00.000Z';
  const changeTo = (
    knex: Knex,
    over: Parameters<typeof workloadFact>[0],
  ): Promise<unknown> =>
    write(knex, DEPLOYMENTS, [
      factsOf(workloadFact({ labels: labelledFor('checkout'), ...over })),
    ]);
  const transitionsOf = async (knex: Knex) =>
    (await knex('transition').orderBy('id')).map(row => ({
      field: row.field,
      from: row.from_value,
      to: row.to_value,
      at: Number(row.at),
      notBefore: row.not_before === null ? undefined : Number(row.not_before),
    }));
  const deriveAt = (knex: Knex, now: number, currency = new TestCurrency()) =>
    deriveTestCluster(knex, { entities: [checkout], currency, now });

  it('are none at first sight', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await changeTo(knex, { changedAt: CHANGED });
    await deriveAt(knex, Date.parse(CHANGED) + 5_000);
    expect(await transitionsOf(knex)).toEqual([]);
    const row = await knex('instance').first();
    expect(Number(row.since)).toBe(Date.parse(CHANGED));
    expect(JSON.parse(row.data).sinceIsLowerBound).toBe(false);
  });

  it('begin when watching began where the object does not say', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await changeTo(knex, {});
    await deriveAt(knex, 10_000);
    const row = await knex('instance').first();
    expect(Number(row.since)).toBe(1_000);
    expect(JSON.parse(row.data).sinceIsLowerBound).toBe(true);
  });

  it('never lie in the future', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await changeTo(knex, { changedAt: '2999-01-01T00:00:00Z' });
    await deriveAt(knex, 10_000);
    expect(Number((await knex('instance').first()).since)).toBe(10_000);
  });

  it('tell health, sync and version, each for itself', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await changeTo(knex, {});
    await deriveAt(knex, 10_000);
    await changeTo(knex, {
      version: '2.0.0',
      settled: false,
      health: 'progressing',
    });
    await deriveAt(knex, 20_000);
    await changeTo(knex, { version: '2.0.0' });
    await deriveAt(knex, 30_000);
    expect(await transitionsOf(knex)).toEqual(
      [
        { field: 'health', from: 'healthy', to: 'progressing', at: 20_000 },
        { field: 'desired-version', from: '1.0.0', to: '2.0.0', at: 20_000 },
        { field: 'health', from: 'progressing', to: 'healthy', at: 30_000 },
        { field: 'version', from: '1.0.0', to: '2.0.0', at: 30_000 },
      ].map(each => ({ notBefore: undefined, ...each })),
    );
    expect(await knex('transition').first()).toMatchObject({
      scope: 'instance',
      cluster_id: 'c-1',
      entity_ref: 'component:default/checkout',
    });
    expect(Number((await knex('instance').first()).since)).toBe(30_000);
  });

  it('tell of a gap alone when a thing only becomes stale, and current again', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await changeTo(knex, {});
    const currency = new TestCurrency();
    await deriveAt(knex, 10_000, currency);
    const { since } = await knex('instance').first();
    currency.lose('c-1', 'Deployment');
    await deriveAt(knex, 20_000, currency);
    currency.regain('c-1', 'Deployment');
    await deriveAt(knex, 30_000, currency);
    expect(await transitionsOf(knex)).toEqual([
      {
        field: 'currency',
        from: 'stale',
        to: 'current',
        at: 30_000,
        notBefore: 5_000,
      },
    ]);
    expect((await knex('instance').first()).since).toEqual(since);
  });

  it('after a gap are an interval from the last proof', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await changeTo(knex, {});
    const currency = new TestCurrency();
    await deriveAt(knex, 10_000, currency);
    currency.confirmedAt = 12_000;
    currency.lose('c-1', 'Deployment');
    await deriveAt(knex, 20_000, currency);
    currency.regain('c-1', 'Deployment');
    currency.confirmedAt = 90_000;
    await changeTo(knex, { health: 'degraded' });
    await deriveAt(knex, 90_000, currency);
    expect(await transitionsOf(knex)).toEqual([
      {
        field: 'currency',
        from: 'stale',
        to: 'current',
        at: 90_000,
        notBefore: 12_000,
      },
      {
        field: 'health',
        from: 'healthy',
        to: 'degraded',
        at: 90_000,
        notBefore: 12_000,
      },
    ]);
  });

  it('regression: after a gap are not lost where the list came before it was complete', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await changeTo(knex, {});
    const currency = new TestCurrency();
    await deriveAt(knex, 10_000, currency);
    currency.confirmedAt = 12_000;
    currency.lose('c-1', 'Deployment');
    await deriveAt(knex, 20_000, currency);
    // The first pages of the list are in, and derived, while it goes on.
    await changeTo(knex, { health: 'degraded', version: '2.0.0' });
    await deriveAt(knex, 89_000, currency);
    expect(await transitionsOf(knex)).toEqual([]);
    currency.regain('c-1', 'Deployment');
    await deriveAt(knex, 90_000, currency);
    expect(await transitionsOf(knex)).toEqual([
      {
        field: 'currency',
        from: 'stale',
        to: 'current',
        at: 90_000,
        notBefore: 12_000,
      },
      {
        field: 'health',
        from: 'healthy',
        to: 'degraded',
        at: 90_000,
        notBefore: 12_000,
      },
      {
        field: 'version',
        from: '1.0.0',
        to: '2.0.0',
        at: 90_000,
        notBefore: 12_000,
      },
      {
        field: 'desired-version',
        from: '1.0.0',
        to: '2.0.0',
        at: 90_000,
        notBefore: 12_000,
      },
    ]);
    await deriveAt(knex, 95_000, currency);
    expect(await transitionsOf(knex)).toHaveLength(4);
  });

  it('keep since when it was not known any more over several derivations', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await changeTo(knex, {});
    const currency = new TestCurrency();
    await deriveAt(knex, 10_000, currency);
    currency.lose('c-1', 'Deployment');
    currency.confirmedAt = 12_000;
    await deriveAt(knex, 20_000, currency);
    currency.confirmedAt = 77_000;
    await deriveAt(knex, 80_000, currency);
    expect(JSON.parse((await knex('instance').first()).data).staleSince).toBe(
      12_000,
    );
  });
});

describeDatabases('regression: cells', database => {
  it('follow the region of their cluster, whichever namespaces are derived', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact())]);
    await deriveTestCluster(knex, { namespaces: ['shop'] });
    expect((await knex('cell').first()).region).toBe('unassigned');
    await write(knex, NODES, [factsOf(nodeFact({ region: 'eu' }))]);
    expect(await deriveTestCluster(knex, { namespaces: [''] })).toBe(true);
    expect((await knex('cell').first()).region).toBe('eu');
  });
});

import type { Heartbeat } from '@fleetview/backstage-plugin-fleet-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { factsOf, MANAGED_CLUSTERS, WORKS } from '../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  TestCurrency,
} from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { brings, clusterFact, deliveryFact } from '../__testUtils__/facts';
import { insertCoverage, readingAt } from '../__testUtils__/read';
import { forgetMarks, write, writesOf } from '../__testUtils__/store';
import { HubClusters } from '../clusters/registry/HubClusters';
import { SUM_COLUMNS } from '../derive/sumColumns';
import { listClusterDeliveries } from '../read/listClusterDeliveries';
import type { SubjectResolver } from '../store/SubjectResolver';
import { HubSubjects } from './HubSubjects';

/** What steps are about: often the same, so that they meet. */
const NAMES = ['one', 'one', 'two', 'nobody'];

/** The hub's names are ids already; `nobody` is known to nobody. */
const resolver: SubjectResolver = {
  resolve: (observer, reference) => {
    if (reference.type !== 'reference') {
      return { subject: observer, reference: null };
    }
    const { name } = reference;
    return {
      subject: name === 'nobody' ? null : name ?? null,
      reference: JSON.stringify({ name }),
      ...(name === 'nobody' ? { unresolved: 'unknown-name' } : {}),
    };
  },
};

const CURRENT: Heartbeat = { state: 'current' };
const UNSTATED: Heartbeat = { state: 'unstated' };
const LOST: Heartbeat = {
  state: 'lost',
  since: '2026-01-01T00:00:00Z',
  reason: 'its agent stopped updating its lease',
};

const word = (name: string, heartbeat: Heartbeat) =>
  factsOf(clusterFact({ name, heartbeat }));

const work = (
  name: string,
  cluster: string,
  heartbeat: Heartbeat = UNSTATED,
  namespace = 'shop',
) =>
  factsOf(
    deliveryFact({
      name,
      engine: 'ocm',
      subject:
        cluster === 'hub'
          ? { type: 'observer' }
          : { type: 'reference', name: cluster },
      heartbeat,
      brings: brings(`${namespace}/${name}`),
    }),
  );

/** Facts go the way that the engine lets them go, in steps that a test can look between. */
function hubOf(knex: Knex, currency = new TestCurrency()) {
  let done: Promise<unknown> = Promise.resolve();
  const subjects = new HubSubjects({
    knex,
    hubClusters: new HubClusters(),
    resolver: { ...resolver, hubClustersChanged: () => {} },
    isOurs: () => true,
    underWay: async () => {},
    enqueue: task => {
      done = done.then(task);
    },
    onMarked: () => {},
  });
  return {
    currency,
    put: async (
      kind: typeof WORKS,
      ...changes: Parameters<typeof write>[2]
    ): Promise<void> => {
      await write(knex, kind, changes, { observer: 'hub', resolver });
      if (kind !== MANAGED_CLUSTERS) return;
      subjects.written(
        'hub',
        kind.key,
        changes.map(({ uid }) => uid),
      );
    },
    /** What follows a write, and what is marked is derived. */
    settle: async () => {
      await done;
      const marks = await knex('dirty').select();
      await forgetMarks(knex);
      for (const id of ['hub', 'one', 'two']) {
        const namespaces = marks
          .filter(mark => mark.cluster_id === id)
          .map(mark => mark.namespace);
        if (namespaces.length === 0) continue;
        await deriveTestCluster(knex, {
          cluster: { id, names: [id] },
          namespaces,
          currency,
        });
      }
    },
  };
}

async function openFleet(database: { open: () => Promise<Knex> }) {
  const knex = await database.open();
  for (const id of ['hub', 'one', 'two']) await insertCluster(knex, id);
  return knex;
}

const staleOf = async (knex: Knex) =>
  Object.fromEntries(
    (await knex('delivery')).map(row => [row.name, Boolean(row.stale)]),
  );

/** What counts as good of a cluster, wherever that is kept. */
async function goodOf(knex: Knex, id: string) {
  const sum = (rows: Record<string, unknown>[], column: string) =>
    rows.reduce((total, row) => total + Number(row[column]), 0);
  const cells = await knex('cell').where({ cluster_id: id });
  const cluster = await knex('cluster').where({ id });
  return {
    deliveries: (await knex('delivery').where({ subject: id, stale: false }))
      .length,
    instances: (await knex('instance').where({ cluster_id: id, stale: false }))
      .length,
    cells: sum(cells, 'delivery_healthy') + sum(cells, 'instance_healthy'),
    totals: sum(cluster, 'delivery_healthy') + sum(cluster, 'instance_healthy'),
  };
}

const NOTHING = { deliveries: 0, instances: 0, cells: 0, totals: 0 };

describeDatabases('the sight of a hub', database => {
  it.each<[string, Heartbeat | undefined, Heartbeat, string | undefined]>([
    ['seen', CURRENT, UNSTATED, undefined],
    ['lost', LOST, UNSTATED, LOST.state === 'lost' ? LOST.reason : ''],
    [
      'not stated',
      UNSTATED,
      UNSTATED,
      'the hub says nothing of its sight of this cluster',
    ],
    [
      'unknown',
      undefined,
      UNSTATED,
      'the hub says nothing of its sight of this cluster',
    ],
    [
      'lost by itself',
      CURRENT,
      { ...LOST, reason: 'not compared' },
      'not compared',
    ],
    ['seen by itself', undefined, CURRENT, undefined],
  ])(
    'decides what a delivery is worth to a cluster that is %s',
    async (_, said, own, reason) => {
      const knex = await openFleet(database);
      const hub = hubOf(knex);
      if (said) await hub.put(MANAGED_CLUSTERS, word('one', said));
      await hub.put(WORKS, work('w', 'one', own), work('x', 'nobody', own));
      await hub.settle();
      const isStale = reason !== undefined;
      expect(await staleOf(knex)).toMatchObject({ w: isStale });
      expect(await knex('cluster').where({ id: 'one' }).first()).toMatchObject({
        delivery_healthy: isStale ? 0 : 1,
        delivery_stale: isStale ? 1 : 0,
        instance_stale: isStale ? 1 : 0,
      });
      for (const { key } of [WORKS, MANAGED_CLUSTERS]) {
        await insertCoverage(knex, 'hub', key);
      }
      const { items } = await listClusterDeliveries(readingAt(knex), 'one', {});
      expect(
        items.map(({ name, currency }) => [name, currency.current]),
      ).toEqual([['w', !isStale]]);
      expect(items[0].currency.reason ?? '').toContain(reason ?? '');
    },
  );

  it('says nothing of what the hub brings to itself', async () => {
    const knex = await openFleet(database);
    const hub = hubOf(knex);
    await hub.put(WORKS, work('w', 'hub'));
    await hub.settle();
    expect(await staleOf(knex)).toEqual({ w: false });
  });

  it('is worth nothing itself where its kind is not current', async () => {
    const knex = await openFleet(database);
    const hub = hubOf(knex);
    await hub.put(MANAGED_CLUSTERS, word('one', CURRENT));
    await hub.put(WORKS, work('w', 'one'));
    hub.currency.lose('hub', 'ManagedCluster', 'forbidden');
    await hub.settle();
    expect(await staleOf(knex)).toEqual({ w: true });
  });

  it('takes back at once what rested on it, and nothing else', async () => {
    const knex = await openFleet(database);
    const hub = hubOf(knex);
    await hub.put(MANAGED_CLUSTERS, word('one', CURRENT), word('two', CURRENT));
    await hub.put(
      WORKS,
      work('a', 'one'),
      work('b', 'two'),
      work('own', 'one', CURRENT, 'apart'),
      work('nowhere', 'nobody'),
    );
    await hub.settle();
    const before = await goodOf(knex, 'two');
    await hub.put(MANAGED_CLUSTERS, word('one', LOST));
    // Nothing was derived yet.
    expect(await staleOf(knex)).toMatchObject({
      a: true,
      b: false,
      own: false,
    });
    expect(await goodOf(knex, 'one')).toEqual({
      deliveries: 1,
      instances: 1,
      cells: 2,
      totals: 2,
    });
    expect(await goodOf(knex, 'two')).toEqual(before);
    await hub.settle();
    expect(await staleOf(knex)).toMatchObject({
      a: true,
      b: false,
      own: false,
    });
    expect(
      (await knex('transition').where({ field: 'heartbeat' })).map(row => [
        row.cluster_id,
        row.scope,
        row.name,
        row.from_value,
        row.to_value,
        row.reason,
      ]),
    ).toEqual([
      [
        'one',
        'cluster',
        'one',
        'current',
        'lost',
        'its agent stopped updating its lease',
      ],
    ]);
    await hub.put(MANAGED_CLUSTERS, word('one', CURRENT));
    await hub.settle();
    expect(await staleOf(knex)).toMatchObject({ a: false });
  });

  it('costs nothing while it is the same', async () => {
    const knex = await openFleet(database);
    const hub = hubOf(knex);
    await hub.put(MANAGED_CLUSTERS, word('one', LOST));
    await hub.put(WORKS, work('a', 'one'));
    await hub.settle();
    expect(
      await writesOf(knex, () => hub.put(MANAGED_CLUSTERS, word('one', LOST))),
    ).toEqual([]);
    await hub.settle();
    expect(await knex('dirty')).toEqual([]);
  });

  const step = fc.oneof(
    fc.record({
      type: fc.constant('word' as const),
      name: fc.constantFrom(...NAMES),
      heartbeat: fc.constantFrom(CURRENT, CURRENT, LOST, UNSTATED),
    }),
    fc.record({
      type: fc.constantFrom('gone' as const, 'unreadable' as const),
      name: fc.constantFrom(...NAMES),
    }),
    fc.record({
      type: fc.constant('work' as const),
      name: fc.constantFrom(...NAMES),
      on: fc.constantFrom('a', 'b'),
      namespace: fc.constantFrom('shop', 'till'),
      heartbeat: fc.constantFrom(UNSTATED, UNSTATED, CURRENT, LOST),
    }),
  );

  it('is never gone while something rests on it that counts as good', async () => {
    const knex = await openFleet(database);
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 8, maxLength: 16 }),
        async steps => {
          for (const table of [
            'dirty',
            'delivery',
            'fact',
            'instance',
            'cell',
          ]) {
            await knex(table).delete();
          }
          await knex('cluster').update(
            Object.fromEntries(SUM_COLUMNS.map(column => [column, 0])),
          );
          const hub = hubOf(knex);
          const sight = new Map<string, Heartbeat['state']>();
          const works = new Map<
            string,
            { on: string; own: Heartbeat['state'] }
          >();
          const rests = (on: string) =>
            [...works.values()].filter(
              each => each.on === on && each.own === 'current',
            ).length;
          for (const each of steps) {
            const { uid } = word(each.name, CURRENT);
            if (each.type === 'word') {
              sight.set(each.name, each.heartbeat.state);
              await hub.put(MANAGED_CLUSTERS, word(each.name, each.heartbeat));
            } else if (each.type === 'gone') {
              sight.delete(each.name);
              await hub.put(MANAGED_CLUSTERS, { type: 'deleted', uid });
            } else if (each.type === 'unreadable') {
              sight.delete(each.name);
              await hub.put(MANAGED_CLUSTERS, {
                type: 'skipped',
                uid,
                example: 'spec: not an object',
              });
            } else if (each.type === 'work') {
              const { name, on, heartbeat, namespace } = each;
              works.set(`${name}-${on}`, { on: name, own: heartbeat.state });
              await hub.put(
                WORKS,
                work(`${name}-${on}`, name, heartbeat, namespace),
              );
            }
            for (const id of ['one', 'two']) {
              // A delivery that has a word of its own counts by that.
              if (sight.get(id) === 'current' || rests(id) > 0) continue;
              expect(await goodOf(knex, id)).toEqual(NOTHING);
            }
            await hub.settle();
            const expected = Object.fromEntries(
              [...works].map(([name, { on, own }]) => [
                name,
                own === 'lost' ||
                  (own === 'unstated' && sight.get(on) !== 'current'),
              ]),
            );
            expect(await staleOf(knex)).toEqual(expected);
            for (const { id, ...row } of await knex('cluster')) {
              const cells = await knex('cell').where({ cluster_id: id });
              for (const column of SUM_COLUMNS) {
                expect([column, Number(row[column])]).toEqual([
                  column,
                  cells.reduce((sum, cell) => sum + Number(cell[column]), 0),
                ]);
              }
            }
          }
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);
});

import fc from 'fast-check';
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
import { write } from '../__testUtils__/store';
import { markDirty } from '../store/markDirty';

/*
 * Whatever happens in whatever order, and whatever was derived in between:
 * deriving only what is marked has to lead to what deriving all from nothing
 * leads to.
 */

const entities = [entityWithId('checkout'), entityWithId('cart')];
const name = fc.constantFrom('a', 'b', 'c');
const namespace = fc.constantFrom('one', 'two', 'three');
const health = fc.constantFrom('healthy' as const, 'degraded' as const);
const labels = fc.constantFrom(
  {},
  labelledFor('checkout'),
  labelledFor('cart'),
);
const marker = { 'helm.toolkit.fluxcd.io/name': 'x' };

type Step = (world: World) => Promise<unknown>;
type World = { knex: Knex; currency: TestCurrency; derive(): Promise<void> };

const steps: fc.Arbitrary<{ text: string; run: Step }> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ name, namespace, health, labels, marked: fc.boolean() })
      .map(({ marked, ...over }) => ({
        text: `workload ${JSON.stringify({ marked, ...over })}`,
        run: ({ knex }: World) =>
          write(knex, DEPLOYMENTS, [
            factsOf(
              workloadFact({
                ...over,
                labels: { ...over.labels, ...(marked ? marker : {}) },
              }),
            ),
          ]),
      })),
  },
  fc.record({ name, namespace }).map(over => ({
    text: `no workload ${JSON.stringify(over)}`,
    run: ({ knex }: World) =>
      write(knex, DEPLOYMENTS, [
        { type: 'deleted', uid: workloadFact(over).source.uid },
      ]),
  })),
  {
    weight: 3,
    arbitrary: fc
      .record({
        name,
        health,
        labels,
        sync: fc.constantFrom('synced' as const, 'out-of-sync' as const),
        lost: fc.boolean(),
        targetNamespace: fc.option(namespace, { nil: undefined }),
        places: fc.uniqueArray(
          fc.tuple(namespace, name).map(place => place.join('/')),
          { maxLength: 4 },
        ),
        byLabels: fc.boolean(),
      })
      .map(({ lost, places, byLabels, ...over }) => ({
        text: `delivery ${JSON.stringify({ lost, places, byLabels, ...over })}`,
        run: ({ knex }: World) =>
          write(knex, APPLICATIONS, [
            factsOf(
              deliveryFact({
                ...over,
                heartbeat: lost
                  ? { state: 'lost', reason: 'no route' }
                  : { state: 'current' },
                brings: {
                  ...brings(...places),
                  ...(byLabels ? { labels: marker } : {}),
                },
              }),
            ),
          ]),
      })),
  },
  name.map(each => ({
    text: `no delivery ${each}`,
    run: ({ knex }: World) =>
      write(knex, APPLICATIONS, [
        { type: 'deleted', uid: deliveryFact({ name: each }).source.uid },
      ]),
  })),
  fc
    .record({ name, health, region: fc.constantFrom('eu', 'us', undefined) })
    .map(over => ({
      text: `node ${JSON.stringify(over)}`,
      run: ({ knex }: World) => write(knex, NODES, [factsOf(nodeFact(over))]),
    })),
  fc
    .record({ namespace, environment: fc.constantFrom('prod', 'stage') })
    .map(over => ({
      text: `namespace ${JSON.stringify(over)}`,
      run: ({ knex }: World) =>
        write(knex, NAMESPACES, [
          factsOf(
            namespaceFact(over.namespace, { environment: over.environment }),
          ),
        ]),
    })),
  fc
    .record({
      kind: fc.constantFrom('Deployment', 'Application', 'Node'),
      lose: fc.boolean(),
    })
    .map(({ kind, lose }) => ({
      text: `${lose ? 'lose' : 'regain'} ${kind}`,
      run: async ({ knex, currency }: World) => {
        if (lose) currency.lose('c-1', kind);
        else currency.regain('c-1', kind);
        await markDirty({
          knex,
          marks: [{ clusterId: 'c-1', namespace: '*' }],
        });
      },
    })),
  {
    weight: 3,
    arbitrary: fc.constant({
      text: 'derive',
      run: ({ derive }: World) => derive(),
    }),
  },
);

/** What is derived, without what depends on since when it is so. */
async function derivedOf(knex: Knex) {
  const instances = await knex('instance').orderBy(['namespace', 'entity_ref']);
  const { worst: _, ...cluster } = await knex('cluster').first();
  return {
    cluster,
    cells: await knex('cell').orderBy(['namespace', 'entity_ref']),
    instances: instances.map(row => {
      const {
        sinceIsLowerBound: _lower,
        staleSince: _since,
        beforeGap: _gap,
        ...data
      } = JSON.parse(row.data);
      return { ...data, stale: Boolean(row.stale), id: row.id };
    }),
    bindings: await Promise.all(
      ['workload', 'delivery'].map(table =>
        knex(table)
          .orderBy('id')
          .select('id', 'entity_ref', 'binding', 'stale'),
      ),
    ),
  };
}

describeDatabases('deriving what is marked', database => {
  it('leads to what deriving all from nothing leads to', async () => {
    const knex = await database.open();
    await fc.assert(
      fc.asyncProperty(
        fc.array(steps, { minLength: 3, maxLength: 25 }),
        async sequence => {
          for (const table of [
            'cluster',
            'node',
            'namespace',
            'workload',
            'delivery',
            'instance',
            'cell',
            'dirty',
            'transition',
          ]) {
            await knex(table).delete();
          }
          await insertCluster(knex, 'c-1');
          const currency = new TestCurrency();
          const shared = { currency, entities };
          const derive = async () => {
            const namespaces = await knex('dirty')
              .where({ cluster_id: 'c-1' })
              .pluck('namespace');
            await knex('dirty').delete();
            if (namespaces.length > 0) {
              await deriveTestCluster(knex, { ...shared, namespaces });
            }
          };
          for (const { run } of sequence) {
            await run({ knex, currency, derive });
          }
          await markDirty({
            knex,
            marks: [{ clusterId: 'c-1', namespace: '' }],
          });
          await derive();
          const step = await derivedOf(knex);

          await knex('instance').delete();
          await knex('cell').delete();
          await knex('workload').update({ entity_ref: null, binding: null });
          await knex('delivery').update({ entity_ref: null, binding: null });
          await deriveTestCluster(knex, shared);
          expect(step).toEqual(await derivedOf(knex));

          const { cells, cluster, instances } = step;
          const sum = (column: string) =>
            cells.reduce((total, cell) => total + Number(cell[column]), 0);
          expect(cluster.instance_total).toBe(instances.length);
          expect(sum('workload_total')).toBe(
            Number((await knex('workload').count({ n: '*' }).first())?.n),
          );
          expect(cluster.delivery_total).toBe(
            Number((await knex('delivery').count({ n: '*' }).first())?.n),
          );
          expect(sum('instance_healthy')).toBe(cluster.instance_healthy);
        },
      ),
      {
        seed: 20261122,
        numRuns: database.isPostgres ? 25 : 100,
        reporter: undefined,
      },
    );
  });
});

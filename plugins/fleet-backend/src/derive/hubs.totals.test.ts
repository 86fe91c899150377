import fc from 'fast-check';
import type { Knex } from 'knex';
import { APPLICATIONS, DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  TestCurrency,
} from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { brings, deliveryFact, workloadFact } from '../__testUtils__/facts';
import { readingAt } from '../__testUtils__/read';
import { entityWithId, labelledFor } from '../__testUtils__/stored';
import { write } from '../__testUtils__/store';
import { listClusterDeliveries } from '../read/listClusterDeliveries';
import { listClusterWorkloads } from '../read/listClusterWorkloads';
import { SUM_COLUMNS } from './sumColumns';

const CLUSTERS = ['c-1', 'c-2'];
const entities = [entityWithId('checkout'), entityWithId('cart')];

const name = fc.constantFrom('a', 'b', 'c');
const namespace = fc.constantFrom('one', 'two');
const health = fc.constantFrom(
  'healthy' as const,
  'progressing' as const,
  'degraded' as const,
);
const labels = fc.constantFrom(
  {},
  labelledFor('checkout'),
  labelledFor('cart'),
);
const on = fc.constantFrom(...CLUSTERS);

/** What clusters say of themselves, and what a hub says of the same things. */
const fleet = fc.record({
  workloads: fc.uniqueArray(
    fc.record({ on, name, namespace, health, labels, told: health }),
    { selector: each => `${each.on}/${each.namespace}/${each.name}` },
  ),
  deliveries: fc.uniqueArray(
    fc.record({ on, name, namespace, health, labels, told: health }),
    { selector: each => each.name },
  ),
});

const resolver = {
  resolve: (_: string, subject: { type: string; server?: string }) => ({
    subject: subject.type === 'reference' ? subject.server ?? null : null,
    reference: JSON.stringify({ server: subject.server }),
  }),
};

describeDatabases('a hub that is added', database => {
  it('changes no total of clusters that are read directly', async () => {
    const knex = await database.open();
    let told = 0;
    await fc.assert(
      fc.asyncProperty(fleet, async ({ workloads, deliveries }) => {
        await empty(knex);
        const derive = async () => {
          for (const id of CLUSTERS) {
            await deriveTestCluster(knex, {
              cluster: { id, names: [id] },
              entities,
              currency: new TestCurrency(),
              now: 10_000,
            });
          }
        };
        for (const { on: cluster, told: _, ...over } of workloads) {
          await write(knex, DEPLOYMENTS, [factsOf(workloadFact(over))], {
            observer: cluster,
          });
        }
        for (const each of deliveries) {
          await write(knex, APPLICATIONS, [factsOf(deliveryOf(each))], {
            observer: each.on,
          });
        }
        await derive();
        const before = await totals(knex);

        await insertCluster(knex, 'hub');
        for (const { on: cluster, told: said, ...over } of workloads) {
          const fact = workloadFact({ ...over, health: said });
          await write(
            knex,
            DEPLOYMENTS,
            [
              factsOf({
                ...fact,
                source: {
                  ...fact.source,
                  uid: `${cluster}-${fact.source.uid}`,
                },
                subject: { type: 'reference', server: cluster },
              }),
            ],
            { observer: 'hub', resolver: resolver as never },
          );
        }
        for (const { on: cluster, told: said, ...over } of deliveries) {
          await write(
            knex,
            APPLICATIONS,
            [
              factsOf({
                ...deliveryOf({ ...over, health: said }),
                subject: { type: 'reference', server: cluster },
              }),
            ],
            { observer: 'hub', resolver: resolver as never },
          );
        }
        await derive();
        expect(await totals(knex)).toEqual(before);
        told += Number(
          (
            await knex('workload')
              .whereNotNull('superseded_by')
              .count({ n: '*' })
              .first()
          )?.n,
        );
      }),
      { seed: 20261128, numRuns: 40, endOnFailure: true },
    );
    // A hub that says nothing of them would change nothing either.
    expect(told).toBeGreaterThan(50);
  });
});

function deliveryOf(over: {
  name: string;
  namespace: string;
  health: 'healthy' | 'progressing' | 'degraded';
  labels: Record<string, string>;
}) {
  const { namespace: target, name: named, ...rest } = over;
  return deliveryFact({
    name: named,
    health: rest.health,
    labels: rest.labels,
    brings: brings(`${target}/${named}`),
  });
}

async function empty(knex: Knex): Promise<void> {
  for (const table of [
    'cluster',
    'workload',
    'delivery',
    'dirty',
    'instance',
    'cell',
    'delivery_place',
    'delivery_label',
    'transition',
    'unbound',
    'evidence',
  ]) {
    await knex(table).delete();
  }
  for (const id of CLUSTERS) await insertCluster(knex, id);
}

/** What is counted of the clusters, by whatever counts it. */
async function totals(knex: Knex) {
  const rows = await knex('cluster').whereIn('id', CLUSTERS).orderBy('id');
  const context = readingAt(knex, 10_000);
  const lists = [];
  for (const id of CLUSTERS) {
    lists.push((await listClusterWorkloads(context, id, {})).totals);
    lists.push((await listClusterDeliveries(context, id, {})).totals);
  }
  return {
    sums: rows.map(row => SUM_COLUMNS.map(column => [column, row[column]])),
    workloads: await knex('cell')
      .groupBy('cluster_id')
      .orderBy('cluster_id')
      .select('cluster_id')
      .sum({ total: 'workload_total', degraded: 'workload_degraded' }),
    instances: (
      await knex('instance').orderBy('id').select('id', 'health', 'sync')
    ).map(row => ({ ...row })),
    lists,
  };
}

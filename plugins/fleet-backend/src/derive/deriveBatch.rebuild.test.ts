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
  insertCluster,
  NO_CONFIG,
  testCluster,
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
import { resolverOf, write } from '../__testUtils__/store';
import { EntityIndex } from '../mapping/EntityIndex';
import { markDirty } from '../store/markDirty';
import { deriveBatch } from './deriveBatch';
import { stampOf } from './stampOf';
import { SUM_COLUMNS } from './sumColumns';

/*
 * Whatever happens in whatever order, on whichever cluster, and whatever was
 * derived in between: deriving only what is marked has to lead to what deriving
 * all from nothing leads to.
 */

/** Two that are read directly, and a hub that speaks of them. */
const CLUSTERS = ['c-1', 'c-2', 'hub'];
const resolver = resolverOf({ 'https://c-1': 'c-1', 'https://c-2': 'c-2' });
const observer = fc.constantFrom('c-1', 'c-2');

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
      .record({
        observer,
        name,
        namespace,
        health,
        labels,
        marked: fc.boolean(),
      })
      .map(({ observer: from, marked, ...over }) => ({
        text: `workload ${JSON.stringify({ from, marked, ...over })}`,
        run: ({ knex }: World) =>
          write(
            knex,
            DEPLOYMENTS,
            [
              factsOf(
                workloadFact({
                  ...over,
                  labels: { ...over.labels, ...(marked ? marker : {}) },
                }),
              ),
            ],
            { observer: from },
          ),
      })),
  },
  fc
    .record({ observer, name, namespace })
    .map(({ observer: from, ...over }) => ({
      text: `no workload ${JSON.stringify({ from, ...over })}`,
      run: ({ knex }: World) =>
        write(
          knex,
          DEPLOYMENTS,
          [{ type: 'deleted', uid: workloadFact(over).source.uid }],
          { observer: from },
        ),
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
        // Its own cluster's, or a hub's: of one of the others, or of nobody's.
        about: fc.constantFrom(
          undefined,
          'https://c-1',
          'https://c-2',
          'https://nobody',
        ),
      })
      .map(({ lost, places, byLabels, about, ...over }) => ({
        text: `delivery ${JSON.stringify({
          lost,
          places,
          byLabels,
          about,
          ...over,
        })}`,
        run: ({ knex }: World) =>
          write(
            knex,
            APPLICATIONS,
            [
              factsOf(
                deliveryFact({
                  ...over,
                  ...(about
                    ? { subject: { type: 'reference', server: about } }
                    : {}),
                  heartbeat: lost
                    ? { state: 'lost', reason: 'no route' }
                    : { state: 'current' },
                  brings: {
                    ...brings(...places),
                    ...(byLabels ? { labels: marker } : {}),
                  },
                }),
              ),
            ],
            { observer: about ? 'hub' : 'c-1', resolver },
          ),
      })),
  },
  fc
    .record({ from: fc.constantFrom('c-1', 'hub'), name })
    .map(({ from, name: each }) => ({
      text: `no delivery ${each} of ${from}`,
      run: ({ knex }: World) =>
        write(
          knex,
          APPLICATIONS,
          [{ type: 'deleted', uid: deliveryFact({ name: each }).source.uid }],
          { observer: from },
        ),
    })),
  fc
    .record({
      from: observer,
      name,
      health,
      region: fc.constantFrom('eu', 'us', undefined),
    })
    .map(({ from, ...over }) => ({
      text: `node ${JSON.stringify({ from, ...over })}`,
      run: ({ knex }: World) =>
        write(knex, NODES, [factsOf(nodeFact(over))], { observer: from }),
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
      from: fc.constantFrom(...CLUSTERS),
      kind: fc.constantFrom('Deployment', 'Application', 'Node'),
      lose: fc.boolean(),
    })
    .map(({ from, kind, lose }) => ({
      text: `${lose ? 'lose' : 'regain'} ${kind} of ${from}`,
      run: async ({ knex, currency }: World) => {
        if (lose) currency.lose(from, kind);
        else currency.regain(from, kind);
        // As coverage does: the observer, and whatever it speaks of.
        await markDirty({
          knex,
          marks: CLUSTERS.map(clusterId => ({ clusterId, namespace: '*' })),
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
  const instances = await knex('instance').orderBy([
    'cluster_id',
    'namespace',
    'entity_ref',
  ]);
  const clusters = await knex('cluster').orderBy('id');
  return {
    clusters: clusters.map(
      ({ worst: _, cells_written: _written, ...cluster }) => cluster,
    ),
    // Which of several is the first depends on since when.
    worst: clusters.map(({ worst }) => JSON.parse(worst).length),
    cells: (
      await knex('cell').orderBy(['cluster_id', 'namespace', 'entity_ref'])
    ).map(({ stamp: _, ...cell }) => cell),
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

/** The stamps of cells as they are, and as they have to be by what is in them now. */
async function stampsOf(knex: Knex) {
  const hashes = new Map<string, string>();
  for (const table of ['workload', 'delivery']) {
    for (const { id, hash } of await knex(table)) hashes.set(id, hash);
  }
  const key = (row: Record<string, string>) =>
    [row.cluster_id, row.namespace, row.entity_ref].join('/');
  const instances = await knex('instance');
  const cells = await knex('cell');
  return {
    stored: new Map(cells.map(cell => [key(cell), cell.stamp])),
    expected: new Map(
      instances.map(row => {
        const { workloadIds, deliveryIds } = JSON.parse(row.data);
        const parts: string[] = [...workloadIds, ...deliveryIds];
        return [
          key(row),
          stampOf([row.hash, ...parts.map(id => hashes.get(id) as string)]),
        ];
      }),
    ),
  };
}

const DERIVED = ['instance', 'cell', 'delivery_place', 'delivery_label'];
const TABLES = [
  'cluster',
  'node',
  'namespace',
  'workload',
  'delivery',
  'dirty',
  'transition',
  ...DERIVED,
];

describeDatabases('deriving what is marked', database => {
  it('leads to what deriving all from nothing leads to', async () => {
    const knex = await database.open();
    await fc.assert(
      fc.asyncProperty(
        fc.array(steps, { minLength: 3, maxLength: 25 }),
        async sequence => {
          for (const table of TABLES) await knex(table).delete();
          for (const id of CLUSTERS) await insertCluster(knex, id);
          const currency = new TestCurrency();
          const derive = async () => {
            const rows = await knex('dirty').select();
            await knex('dirty').delete();
            const marked = new Map<string, Set<string>>();
            for (const row of rows) {
              const namespaces = marked.get(row.cluster_id) ?? new Set();
              marked.set(row.cluster_id, namespaces.add(row.namespace));
            }
            await deriveBatch(
              {
                knex,
                config: NO_CONFIG,
                currency,
                entities: new EntityIndex(entities),
                now: 10_000,
              },
              {
                clusters: CLUSTERS.map(id => testCluster({ id, names: [id] })),
                marked,
              },
            );
          };
          const deriveMarked = async (mark: string) => {
            await markDirty({
              knex,
              marks: CLUSTERS.map(clusterId => ({
                clusterId,
                namespace: mark,
              })),
            });
            await derive();
          };
          for (const { run } of sequence) {
            await run({ knex, currency, derive });
          }
          // Sums are what they are by what was added to them.
          await derive();
          const added = await knex('cluster').orderBy('id');
          await deriveMarked('');
          const step = await derivedOf(knex);
          const stamps = await stampsOf(knex);
          expect(stamps.stored).toEqual(stamps.expected);
          const rebuilt = await knex('cluster').orderBy('id');
          for (const [index, cluster] of added.entries()) {
            for (const column of SUM_COLUMNS) {
              expect([column, cluster[column]]).toEqual([
                column,
                rebuilt[index][column],
              ]);
            }
          }

          for (const table of DERIVED) await knex(table).delete();
          await knex('workload').update({ entity_ref: null, binding: null });
          await knex('delivery').update({
            entity_ref: null,
            binding: null,
            placed: null,
          });
          await deriveMarked('*');
          expect(step).toEqual(await derivedOf(knex));

          // Workloads are counted once, whoever speaks of them; so are deliveries.
          const { cells, clusters, instances } = step;
          const sum = (rows: Record<string, unknown>[], column: string) =>
            rows.reduce((total, row) => total + Number(row[column]), 0);
          expect(sum(clusters, 'instance_total')).toBe(instances.length);
          expect(sum(cells, 'workload_total')).toBe(
            Number((await knex('workload').count({ n: '*' }).first())?.n),
          );
          expect(sum(clusters, 'delivery_total')).toBe(
            Number(
              (
                await knex('delivery')
                  .whereNotNull('subject')
                  .count({ n: '*' })
                  .first()
              )?.n,
            ),
          );
          expect(sum(cells, 'instance_healthy')).toBe(
            sum(clusters, 'instance_healthy'),
          );
        },
      ),
      {
        seed: 20261122,
        numRuns: database.isPostgres ? 20 : 60,
        reporter: undefined,
      },
    );
  });
});

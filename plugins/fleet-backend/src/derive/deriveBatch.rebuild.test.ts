import type { WorkloadFact } from '@fleetview/backstage-plugin-fleet-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import {
  APPLICATIONS,
  DEPLOYMENTS,
  NAMESPACES,
  NODES,
  SOURCES,
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
  sourceFact,
  workloadFact,
} from '../__testUtils__/facts';
import { markConcerned } from '../catalog/markConcerned';
import { NamespaceOwners } from '../mapping/namespaceOwners';
import { entityWithId, labelledFor } from '../__testUtils__/stored';
import { resolverOf, write } from '../__testUtils__/store';
import { EntityIndex, type MirroredEntity } from '../mapping/EntityIndex';
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
const REPOSITORY = 'https://git.example/shop/config';
/** What whoever writes the catalog changes: by every rule, and whose it is. */
const entityChange = fc.record({
  name: fc.constantFrom('checkout', 'cart', 'search'),
  annotations: fc.constantFrom<Record<string, string>>(
    {},
    labelledFor('checkout'),
    labelledFor('cart'),
    { 'backstage.io/kubernetes-label-selector': 'tier in (web, api)' },
    { 'backstage.io/kubernetes-label-selector': '!tier' },
    { 'argocd/app-name': 'a' },
    { 'argocd/app-selector': 'tier=web' },
    { 'argocd/project-name': 'p' },
    { 'fleet.backstage.io/delivery-source': `${REPOSITORY}/tree/main/apps` },
    { 'fleet.backstage.io/delivery-source': `${REPOSITORY}.git` },
    { 'fleet.backstage.io/image': 'nginx' },
  ),
  owner: fc.constantFrom(undefined, 'group:default/one', 'group:default/two'),
  system: fc.constantFrom(undefined, 'system:default/s'),
  sourceLocation: fc.constantFrom(
    undefined,
    `url:${REPOSITORY}/tree/main/apps/a/`,
  ),
  isGone: fc.boolean(),
});
const owners = new NamespaceOwners([
  { namespaces: ['one'], owner: 'group:default/one', key: '' },
]);
const name = fc.constantFrom('a', 'b', 'c');
const namespace = fc.constantFrom('one', 'two', 'three');
const health = fc.constantFrom('healthy' as const, 'degraded' as const);
const labels = fc.constantFrom(
  {},
  labelledFor('checkout'),
  labelledFor('cart'),
  { tier: 'web' },
);
const source = fc.constantFrom(
  {},
  { repository: `${REPOSITORY}.git`, path: './apps/a' },
  { repository: REPOSITORY, path: 'appsother' },
  {
    object: { kind: 'GitRepository', namespace: 'flux', name: 'a' },
    path: 'apps',
  },
);
const images: fc.Arbitrary<WorkloadFact['images']> = fc.constantFrom<
  WorkloadFact['images'][]
>([], [{ container: 'a', repository: 'docker.io/library/nginx' }]);
const marker = { 'helm.toolkit.fluxcd.io/name': 'x' };

type Step = (world: World) => Promise<unknown>;
type World = {
  knex: Knex;
  currency: TestCurrency;
  entities: Map<string, MirroredEntity>;
  derive(): Promise<void>;
};

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
        images,
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
        sources: source.map(each => [each]),
        project: fc.constantFrom(undefined, 'p'),
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
    arbitrary: entityChange.map(({ name: each, isGone, ...over }) => ({
      text: `entity ${JSON.stringify({ each, isGone, ...over })}`,
      run: async ({ knex, entities: known }: World) => {
        const ref = `component:default/${each}`;
        const before = known.get(ref);
        const after: MirroredEntity | undefined = isGone
          ? undefined
          : (JSON.parse(JSON.stringify({ ref, ...over })) as MirroredEntity);
        if (after) known.set(ref, after);
        else known.delete(ref);
        await markConcerned({
          knex,
          changes: [
            { ...(before ? { before } : {}), ...(after ? { after } : {}) },
          ],
          clusterIds: CLUSTERS,
        });
      },
    })),
  },
  fc
    .record({
      from: fc.constantFrom('c-1', 'hub'),
      url: fc.constantFrom(REPOSITORY, 'https://git.example/other', undefined),
      revision: fc.constantFrom('one', 'two'),
    })
    .map(({ from, url, revision }) => ({
      text: `source ${JSON.stringify({ from, url, revision })}`,
      run: ({ knex }: World) =>
        write(
          knex,
          SOURCES,
          url
            ? [factsOf(sourceFact({ name: 'a', url, reference: revision }))]
            : [{ type: 'deleted', uid: sourceFact({ name: 'a' }).source.uid }],
          { observer: from },
        ),
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
    ).map(({ stamp: _, rollout_stamp: __, ...cell }) => cell),
    instances: instances.map(row => {
      const {
        sinceIsLowerBound: _lower,
        staleSince: _since,
        versionSince: _version,
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
    evidence: await knex('evidence')
      .whereNot({ keys: '' })
      .orderBy(['cluster_id', 'namespace']),
    sources: await knex('delivery_source').orderBy(['observer', 'name']),
    unbound: await knex('unbound').orderBy('id'),
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

const DERIVED = [
  'instance',
  'cell',
  'delivery_place',
  'delivery_label',
  'evidence',
  'unbound',
  'delivery_source',
];
const TABLES = [
  'cluster',
  'node',
  'namespace',
  'workload',
  'delivery',
  'fact',
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
          const known = new Map(entities.map(each => [each.ref, each]));
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
                entities: new EntityIndex(known.values()),
                owners,
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
            await run({ knex, currency, entities: known, derive });
          }
          // Sums are what they are by what was added to them.
          await derive();
          // Where sources lie is found on the way, and brings marks of its own.
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
          await derive();
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

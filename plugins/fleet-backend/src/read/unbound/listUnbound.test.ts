import type { Knex } from 'knex';
import {
  APPLICATIONS,
  DEPLOYMENTS,
  factsOf,
  SOURCES,
} from '../../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  NO_CONFIG,
} from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import {
  brings,
  deliveryFact,
  sourceFact,
  workloadFact,
} from '../../__testUtils__/facts';
import { readingFleetAt } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import { entityWithId, labelledFor } from '../../__testUtils__/stored';
import { EntityIndex, type MirroredEntity } from '../../mapping/EntityIndex';
import { getComponent } from '../getComponent';
import { listUnbound } from './listUnbound';

const CLUSTERS = ['c-1', 'c-2', 'c-3'];
const MAILER: MirroredEntity = {
  ref: 'component:default/mailer',
  title: 'The mailer',
  editUrl: 'https://git.example/mailer/edit',
  annotations: {},
};
const CONFIGURED: MirroredEntity = {
  ref: 'component:default/ledger',
  annotations: {},
};
const ENTITIES = [
  MAILER,
  CONFIGURED,
  {
    ...entityWithId('cart'),
    ref: 'component:default/cart-a',
    sourceLocation: 'url:https://git.example/cart/',
  },
  { ...entityWithId('cart'), ref: 'component:default/cart-b' },
  entityWithId('checkout'),
];

/** Three clusters with the same things on them. */
async function fill(knex: Knex) {
  for (const observer of CLUSTERS) {
    await insertCluster(knex, observer);
    await write(
      knex,
      DEPLOYMENTS,
      [
        workloadFact({
          name: 'mailer',
          labels: { 'app.kubernetes.io/name': 'mailer' },
          images: [{ container: 'a', repository: 'ghcr.io/acme/mailer' }],
        }),
        workloadFact({ name: 'cart', labels: labelledFor('cart') }),
        workloadFact({ name: 'checkout', labels: labelledFor('checkout') }),
        workloadFact({ name: '100%_done', namespace: 'other' }),
      ].map(fact => factsOf(fact)),
      { observer },
    );
    await deriveTestCluster(knex, {
      cluster: { id: observer, names: [observer] },
      entities: ENTITIES,
    });
  }
}

async function list(knex: Knex, query: Parameters<typeof listUnbound>[2] = {}) {
  const context = await readingFleetAt(knex);
  return listUnbound(context, new EntityIndex(ENTITIES), query);
}

describeDatabases('listUnbound', database => {
  it('lists the same thing on many clusters once, with what would bind it', async () => {
    const knex = await database.open();
    await fill(knex);
    const { items, totals } = await list(knex);
    expect(totals).toEqual({
      total: 3,
      contested: 0,
      ambiguous: 1,
      unbound: 2,
    });
    expect(
      items.map(({ name, problem, clusters }) => [name, problem, clusters]),
    ).toEqual([
      ['cart', 'ambiguous', 3],
      ['100%_done', 'unbound', 3],
      ['mailer', 'unbound', 3],
    ]);
    expect(items[0]).toMatchObject({
      ambiguous: ['component:default/cart-a', 'component:default/cart-b'],
      proposals: [
        {
          entityRef: 'component:default/cart-a',
          annotations: [
            { key: 'backstage.io/kubernetes-namespace', value: 'shop' },
          ],
          editUrl: 'https://git.example/cart/',
        },
        { entityRef: 'component:default/cart-b' },
      ],
    });
    expect(items[2]).toMatchObject({
      examples: CLUSTERS.map(id => ({ id, name: `name-of-${id}` })),
      proposals: [
        {
          entityRef: MAILER.ref,
          title: 'The mailer',
          strength: 'likely',
          editUrl: MAILER.editUrl,
          snippet: [
            'metadata:',
            '  annotations:',
            '    backstage.io/kubernetes-label-selector: app.kubernetes.io/name=mailer',
            '    backstage.io/kubernetes-namespace: shop',
            '',
          ].join('\n'),
        },
      ],
    });
  });

  it('pages without leaving anything out, and counts all the same', async () => {
    const knex = await database.open();
    await fill(knex);
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(knex, { limit: 1, cursor });
      expect(page.totals.total).toBe(3);
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toEqual(['cart', '100%_done', 'mailer']);
    await expect(list(knex, { cursor: 'made-up' })).rejects.toThrow('cursor');
  });

  it.each([
    [{ problem: ['ambiguous' as const] }, ['cart']],
    [{ cluster: 'c-2' }, ['cart', '100%_done', 'mailer']],
    [{ cluster: 'c-9' }, []],
    [{ namespace: 'other' }, ['100%_done']],
    [{ text: 'MAIL' }, ['mailer']],
    // As it stands: no sign stands for another.
    [{ text: '%' }, ['100%_done']],
    [{ text: '0%_d' }, ['100%_done']],
    [{ text: 'm_iler' }, []],
    // Entities that claim something are not found by it.
    [{ text: 'cart-a' }, []],
    [{ engine: 'argocd' }, []],
  ])('is narrowed by %j', async (query, expected) => {
    const knex = await database.open();
    await fill(knex);
    const { items } = await list(knex, query);
    expect(items.map(({ name }) => name)).toEqual(expected);
  });

  it('tells nobody of entities that the catalog does not show him', async () => {
    const knex = await database.open();
    await fill(knex);
    const context = await readingFleetAt(knex);
    const { items } = await listUnbound(
      {
        ...context,
        mayReadEntities: async refs =>
          new Set(refs.filter(ref => ref === 'component:default/cart-a')),
      },
      new EntityIndex(ENTITIES),
      {},
    );
    expect(items[0].ambiguous).toEqual(['component:default/cart-a']);
    expect(items[0].proposals).toHaveLength(1);
    expect(JSON.stringify(items)).not.toContain('component:default/cart-b');
    expect(JSON.stringify(items)).not.toContain(MAILER.ref);
  });

  it('says at the component that runs nowhere what may belong to it', async () => {
    const knex = await database.open();
    await fill(knex);
    const index = new EntityIndex(ENTITIES);
    const context = await readingFleetAt(knex);
    const { candidates } = await getComponent(context, index, MAILER.ref);
    expect(candidates).toEqual([
      expect.objectContaining({
        name: 'mailer',
        clusters: 3,
        proposals: [expect.objectContaining({ entityRef: MAILER.ref })],
      }),
    ]);
    const runs = await getComponent(
      context,
      index,
      'component:default/checkout',
    );
    expect(runs.candidates).toBeUndefined();
  });

  it('shows what is contested with whose it is, and lets go of it when it is theirs', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(knex, DEPLOYMENTS, [
      factsOf(workloadFact({ labels: labelledFor('checkout') })),
    ]);
    const config = {
      ...NO_CONFIG,
      namespaceOwners: [{ namespaces: ['shop'], owner: 'shop', key: '' }],
    };
    const derive = (owner: string) =>
      deriveTestCluster(knex, {
        config,
        entities: [entityWithId('checkout', { owner })],
      });
    await derive('group:default/other');
    expect((await list(knex)).items).toMatchObject([
      {
        problem: 'contested',
        contested: {
          entityRef: 'component:default/checkout',
          namespaceOwner: 'group:default/shop',
          pattern: 'shop',
        },
      },
    ]);
    expect(await knex('cell').pluck('entity_ref')).toEqual(['']);
    const index = new EntityIndex([
      entityWithId('checkout', { owner: 'group:default/other' }),
    ]);
    const [item] = (await listUnbound(await readingFleetAt(knex), index, {}))
      .items;
    // No annotation of the claimant's would help.
    expect(item.proposals).toEqual([
      expect.objectContaining({
        entityRef: 'component:default/checkout',
        annotations: [],
        note: expect.stringContaining('let the owner bind it'),
      }),
    ]);
    await derive('group:default/shop');
    expect((await list(knex)).items).toEqual([]);
    expect(await knex('cell').pluck('entity_ref')).toEqual([
      'component:default/checkout',
    ]);
  });

  it('proposes the place of a delivery, by the address of its source object', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(knex, SOURCES, [
      factsOf(sourceFact({ name: 'config', url: 'https://git.example/a/b' })),
    ]);
    await write(knex, APPLICATIONS, [
      factsOf(
        deliveryFact({
          name: 'x',
          engine: 'flux',
          kind: 'Kustomization',
          sources: [
            {
              path: './apps/ledger/prod',
              object: {
                kind: 'GitRepository',
                namespace: 'flux',
                name: 'config',
              },
            },
          ],
          brings: brings('one/a', 'one/b'),
        }),
      ),
    ]);
    await deriveTestCluster(knex, { entities: ENTITIES });
    const { items } = await list(knex, { engine: 'flux' });
    expect(items).toMatchObject([
      {
        sources: ['git.example/a/b/apps/ledger/prod'],
        proposals: [
          {
            entityRef: CONFIGURED.ref,
            strength: 'likely',
            annotations: [
              {
                key: 'fleet.backstage.io/delivery-source',
                value: 'https://git.example/a/b/apps/ledger',
              },
            ],
          },
        ],
      },
    ]);
    // What is proposed does bind it.
    await deriveTestCluster(knex, {
      entities: [
        {
          ...CONFIGURED,
          annotations: {
            [items[0].proposals[0].annotations[0].key]:
              items[0].proposals[0].annotations[0].value,
          },
        },
      ],
    });
    expect(await knex('delivery').pluck('entity_ref')).toEqual([
      CONFIGURED.ref,
    ]);
  });
});

import type {
  FreezeFact,
  Statement,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import {
  APPLICATIONS,
  factsOf,
  MANAGED_CLUSTERS,
  PLACEMENTS,
  POOLS,
  PROJECTS,
  SOURCES,
} from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import {
  clusterFact,
  deliveryFact,
  freezeFact,
  placementFact,
  poolFact,
  sourceFact,
} from '../../__testUtils__/facts';
import { fleetOf, readingAt } from '../../__testUtils__/read';
import { resolverOf, write } from '../../__testUtils__/store';
import { Access } from '../../permissions/Access';
import {
  EVERYTHING,
  type Expression,
  type Subject,
} from '../../permissions/Expression';
import { EntityIndex } from '../../mapping/EntityIndex';
import { FleetViews } from '../fleet';
import type { ReadContext } from '../types';
import { listClusterStatements } from './listClusterStatements';

const resolver = resolverOf({
  'https://seen.example': 'seen',
  'https://hidden.example': 'hidden',
});

const among = (
  key: 'cluster' | 'namespace',
  ...values: string[]
): Expression => ({
  type: 'in',
  key,
  values,
  isNegated: false,
  orUnknown: false,
});

describeDatabases('what statements name', database => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await database.open();
    for (const id of ['hub', 'seen', 'hidden']) await insertCluster(knex, id);
    const options = { observer: 'hub', resolver };
    await write(
      knex,
      MANAGED_CLUSTERS,
      ['seen', 'hidden'].map(name =>
        factsOf(
          clusterFact({
            name,
            subject: { type: 'reference', server: `https://${name}.example` },
          }),
        ),
      ),
      options,
    );
    await write(
      knex,
      POOLS,
      [
        factsOf(
          poolFact({
            name: 'machines',
            namespace: 'argocd',
            subject: { type: 'reference', server: 'https://hidden.example' },
          }),
        ),
      ],
      options,
    );
    await write(
      knex,
      APPLICATIONS,
      ['seen', 'hidden'].map(id =>
        factsOf(
          deliveryFact({
            name: `app-${id}`,
            subject: { type: 'reference', server: `https://${id}.example` },
          }),
        ),
      ),
      options,
    );
    await write(
      knex,
      PLACEMENTS,
      [
        factsOf(
          placementFact({
            clusters: [
              { name: 'seen' },
              { name: 'hidden' },
              { name: 'unheard-of' },
            ],
            notChosen: ['hidden is full'],
            deliveries: ['seen', 'hidden'].map(id => ({
              namespace: 'argocd',
              name: `app-${id}`,
            })),
            total: 2,
          }),
        ),
      ],
      options,
    );
    await write(
      knex,
      PROJECTS,
      [
        factsOf({
          ...(freezeFact('0') as FreezeFact),
          clusters: ['*', 'seen', 'hidden', 'hid*'],
          deliveries: ['app-seen', 'app-hidden'],
          namespaces: ['secret'],
        }),
      ],
      options,
    );
    await write(
      knex,
      SOURCES,
      [factsOf(sourceFact({ namespace: 'elsewhere' }))],
      options,
    );
    for (const id of ['seen', 'hidden']) {
      // What a delivery is counted in, as deriving leaves it.
      await knex('delivery').where({ subject: id }).update({
        home_namespace: 'shop',
        home_entity: '',
      });
      await knex('cell').insert({
        cluster_id: id,
        namespace: 'shop',
        entity_ref: '',
        region: 'eu',
        environment: 'prod',
        owner: 'unassigned',
        system: 'unassigned',
      });
    }
  });

  async function as(access: Access, tellsHidden = false): Promise<ReadContext> {
    const fleet = await fleetOf(knex);
    const views = new FleetViews({
      knex,
      snapshots: { latest: async () => fleet },
      entities: () => new EntityIndex([]),
      namesOf: (): Subject['cluster'] => [],
    });
    return { ...readingAt(knex), view: await views.of(access), tellsHidden };
  }

  const of = (items: Statement[], type: Statement['type']) =>
    items.find(item => item.type === type)?.detail;

  it('is told as far as the reader may see it, and not how much there is', async () => {
    const context = await as(
      new Access(
        among('cluster', 'hub', 'seen'),
        among('cluster', 'hub', 'seen'),
      ),
    );
    const { items, totals, hidden } = await listClusterStatements(
      context,
      'hub',
      {},
    );
    expect(items.map(({ type, name }) => `${type}/${name}`)).toEqual([
      'cluster/seen',
      'freeze/shop',
      'placement/everywhere',
      'source/config',
    ]);
    const placement = of(items, 'placement');
    expect(placement).toEqual({
      type: 'placement',
      generators: [],
      strategy: 'all-at-once',
      steps: [],
      clusters: [
        { name: 'seen', cluster: { id: 'seen', name: 'name-of-seen' } },
      ],
      deliveries: [{ namespace: 'argocd', name: 'app-seen' }],
    });
    expect(of(items, 'freeze')).toMatchObject({
      clusters: ['*', 'seen'],
      deliveries: ['app-seen'],
      namespaces: [],
    });
    expect(JSON.stringify({ items, totals })).not.toMatch(
      /hidden"|hid\*|unheard-of|secret|is full|Total/,
    );
    expect(hidden).toBe(0);
  });

  it('is told with how much there is only where that may be told', async () => {
    const context = await as(
      new Access(
        among('cluster', 'hub', 'seen'),
        among('cluster', 'hub', 'seen'),
      ),
      true,
    );
    const { items, hidden } = await listClusterStatements(context, 'hub', {});
    expect(of(items, 'placement')).toMatchObject({
      clustersTotal: 3,
      deliveriesTotal: 2,
    });
    // The word of the hidden cluster, and its machines.
    expect(hidden).toBe(2);
  });

  it('of a cluster is in no namespace of it, whatever namespace of the hub it is in', async () => {
    const context = await as(
      new Access(EVERYTHING, among('namespace', 'argocd', 'shop')),
    );
    const hub = await listClusterStatements(context, 'hub', {});
    expect(hub.items.map(({ type }) => type)).toEqual(['freeze', 'placement']);
    const hidden = await listClusterStatements(context, 'hidden', {});
    expect(hidden.items).toEqual([]);
    expect(hidden.limited).toEqual(['instances']);
  });

  it('is all told to who may see all', async () => {
    const { items } = await listClusterStatements(readingAt(knex), 'hub', {});
    expect(items).toHaveLength(6);
    expect(of(items, 'placement')).toMatchObject({
      clusters: [{ name: 'seen' }, { name: 'hidden' }, { name: 'unheard-of' }],
      clustersTotal: 3,
      notChosen: ['hidden is full'],
    });
  });
});

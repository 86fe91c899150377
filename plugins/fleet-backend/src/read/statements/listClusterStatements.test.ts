import type {
  FreezeFact,
  SourceFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import {
  AGENTS,
  factsOf,
  MANAGED_CLUSTERS,
  PLACEMENTS,
  POOLS,
  PROJECTS,
  SOURCES,
} from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import {
  agentFact,
  clusterFact,
  differenceFact,
  freezeFact,
  placementFact,
  poolFact,
  sourceFact,
} from '../../__testUtils__/facts';
import { insertCoverage, readingAt } from '../../__testUtils__/read';
import { resolverOf, write } from '../../__testUtils__/store';
import { listClusterStatements } from './listClusterStatements';

const PATH = '/clusters/{clusterId}/statements';
const resolver = resolverOf({
  'https://prod.example': 'prod',
  'https://other.example': 'other',
});

/** A hub that speaks of two clusters, and holds a placement, a source and a freeze. */
async function aHub(knex: Knex): Promise<void> {
  await insertCluster(knex, 'hub');
  await insertCluster(knex, 'prod');
  await insertCluster(knex, 'other');
  for (const { key } of [
    MANAGED_CLUSTERS,
    POOLS,
    AGENTS,
    PLACEMENTS,
    SOURCES,
  ]) {
    await insertCoverage(knex, 'hub', key);
  }
  const options = { observer: 'hub', resolver };
  await write(
    knex,
    MANAGED_CLUSTERS,
    [
      factsOf(
        clusterFact({
          name: 'prod',
          subject: { type: 'reference', server: 'https://prod.example' },
          lifecycle: 'upgrading',
          kubernetesVersion: 'v1.34.2',
          desiredKubernetesVersion: 'v1.35.1',
          claims: { 'platform.open-cluster-management.io': 'AWS' },
          taints: [{ key: 'gpu', effect: 'NoSelect' }],
          blockedBy: ['control plane: 1 of 3 machines is not ready'],
          capacity: { cpuMillicores: 8000 },
        }),
      ),
      factsOf(
        clusterFact({
          name: 'other',
          subject: { type: 'reference', server: 'https://other.example' },
          heartbeat: {
            state: 'lost',
            since: '2026-11-20T10:00:00Z',
            reason: 'its lease was not renewed',
          },
        }),
      ),
      factsOf(
        clusterFact({
          name: 'nobody',
          subject: { type: 'reference', name: 'nobody' },
        }),
      ),
    ],
    options,
  );
  await write(
    knex,
    POOLS,
    [
      factsOf(
        poolFact({
          name: 'workers',
          kubernetesVersion: 'v1.34.2',
          desiredKubernetesVersion: 'v1.35.1',
          node: 'ip-10-0-4-17',
          remediationsAllowed: 0,
        }),
      ),
      factsOf(
        poolFact({
          name: 'far',
          subject: { type: 'reference', server: 'https://other.example' },
        }),
      ),
    ],
    options,
  );
  await write(knex, AGENTS, [factsOf(agentFact())], options);
  await write(
    knex,
    PLACEMENTS,
    [
      factsOf(
        placementFact({
          clusters: [{ name: 'prod', group: 'canary' }, { name: 'unheard-of' }],
          clustersTotal: 2,
          notChosen: ['other is tainted'],
        }),
      ),
    ],
    options,
  );
  await write(
    knex,
    SOURCES,
    [
      factsOf({
        ...(sourceFact() as SourceFact),
        chart: 'checkout',
        image: 'registry.example/checkout',
        parent: { kind: 'HelmRepository', namespace: 'flux', name: 'charts' },
      }),
    ],
    options,
  );
  await write(
    knex,
    PROJECTS,
    [
      factsOf({
        ...(freezeFact('0') as FreezeFact),
        clusters: ['prod'],
        overrunAllowed: false,
      }),
    ],
    options,
  );
  // Where objects differ is shown with drift, and no statement, whoever tells it.
  await write(
    knex,
    MANAGED_CLUSTERS,
    [
      factsOf(
        differenceFact({
          subject: { type: 'reference', server: 'https://prod.example' },
          basis: 'desired',
        }),
      ),
    ],
    options,
  );
}

describeDatabases('listClusterStatements', database => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await database.open();
    await aHub(knex);
  });
  const ask = (
    id: string,
    query: Parameters<typeof listClusterStatements>[2] = {},
  ) => listClusterStatements(readingAt(knex), id, query);

  it('tells what hubs say of a cluster, by type', async () => {
    const page = await ask('prod');
    expectDocumented(PATH, page);
    expect(
      page.items.map(({ type, name, role }) => [type, name, role]),
    ).toEqual([
      ['agent', 'work-manager', 'about'],
      ['cluster', 'prod', 'about'],
      ['pool', 'workers', 'about'],
    ]);
    expect(page.items[1]).toMatchObject({
      engine: 'ocm',
      observer: { id: 'hub' },
      subject: { state: 'resolved', cluster: { id: 'prod' } },
      currency: { current: true },
      detail: {
        type: 'cluster',
        lifecycle: 'upgrading',
        desiredKubernetesVersion: 'v1.35.1',
        claims: [{ key: 'platform.open-cluster-management.io', value: 'AWS' }],
        blockedBy: ['control plane: 1 of 3 machines is not ready'],
        cpuMillicores: 8000,
      },
    });
    expect(page.totals).toEqual({
      total: 3,
      types: [
        { type: 'agent', count: 1 },
        { type: 'cluster', count: 1 },
        { type: 'pool', count: 1 },
      ],
      roles: { about: 3, on: 0 },
    });
  });

  it('tells what is read on a hub, and of whom it speaks', async () => {
    const page = await ask('hub', { role: ['on'] });
    expectDocumented(PATH, page);
    expect(
      page.items.map(({ type, name, subject }) => [
        type,
        name,
        subject.cluster?.id ?? subject.state,
      ]),
    ).toEqual([
      ['agent', 'work-manager', 'prod'],
      ['cluster', 'nobody', 'unresolved'],
      ['cluster', 'other', 'other'],
      ['cluster', 'prod', 'prod'],
      ['freeze', 'shop', 'none'],
      ['placement', 'everywhere', 'none'],
      ['pool', 'far', 'other'],
      ['pool', 'workers', 'prod'],
      ['source', 'config', 'hub'],
    ]);
    expect(page.items[5].detail).toMatchObject({
      clusters: [
        { name: 'prod', cluster: { id: 'prod' }, group: 'canary' },
        { name: 'unheard-of' },
      ],
      clustersTotal: 2,
      notChosen: ['other is tainted'],
    });
    expect(page.items[4].detail).toMatchObject({ overrunAllowed: false });
    expect(page.items[7].detail).toMatchObject({
      kubernetesVersion: 'v1.34.2',
      desiredKubernetesVersion: 'v1.35.1',
      node: 'ip-10-0-4-17',
      remediationsAllowed: 0,
    });
    expect(page.items[8].detail).toMatchObject({
      chart: 'checkout',
      image: 'registry.example/checkout',
      parent: { kind: 'HelmRepository', namespace: 'flux', name: 'charts' },
    });
    expect(page.totals.roles).toEqual({ about: 0, on: 9 });
  });

  it('calls what a hub says of a cluster that it lost sight of what it is', async () => {
    const { items } = await ask('other');
    expect(items.map(({ type, currency }) => [type, currency])).toEqual([
      [
        'cluster',
        {
          current: false,
          confirmedAt: '2026-11-20T10:00:00Z',
          reason: 'the hub cannot tell: its lease was not renewed',
        },
      ],
      // What it says of the machines rests on the same sight.
      [
        'pool',
        {
          current: false,
          confirmedAt: '2026-11-20T10:00:00Z',
          reason: 'the hub cannot tell: its lease was not renewed',
        },
      ],
    ]);
  });

  it('does not call current what is read by a kind that is not', async () => {
    await knex('coverage').where({ kind: 'Placement' }).update({
      state: 'forbidden',
      reason: 'may not list',
      is_current: false,
    });
    const { items } = await ask('hub', { type: ['placement'] });
    expect(items[0].currency).toMatchObject({
      current: false,
      reason: expect.stringContaining('may not list'),
    });
    const freezes = await ask('hub', { type: ['freeze'] });
    expect(freezes.items[0].currency).toEqual({
      current: false,
      reason: 'never read',
    });
  });

  it('is narrowed by types and text, and counts each facet without itself', async () => {
    const page = await ask('hub', {
      type: ['pool', 'source'],
      text: ' FLUX/con ',
    });
    expect(page.items.map(({ name }) => name)).toEqual(['config']);
    expect(page.totals).toEqual({
      total: 1,
      types: [{ type: 'source', count: 1 }],
      roles: { about: 0, on: 1 },
    });
    const pools = await ask('hub', { type: ['pool'] });
    expect(pools.totals.total).toBe(2);
    expect(pools.totals.types).toHaveLength(6);
    expect((await ask('hub', { text: '%' })).items).toEqual([]);
  });

  it.each([1, 2, 4, 500])('comes in pages of %s', async limit => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask('hub', { limit, cursor });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      names.push(...page.items.map(({ type, name }) => `${type}/${name}`));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toEqual(
      (await ask('hub', {})).items.map(({ type, name }) => `${type}/${name}`),
    );
    expect(names).toHaveLength(9);
  });

  it('knows no cluster that there is not', async () => {
    await expect(ask('nowhere')).rejects.toThrow(/no cluster 'nowhere'/);
  });
});

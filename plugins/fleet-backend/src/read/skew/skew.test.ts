import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  fleetClusterReadPermission,
  fleetFindingReadPermission,
  fleetInstanceReadPermission,
  skewSettingsSchema,
  type CompareSkewQuery,
  type ListSkewQuery,
  type SkewPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import {
  createFleetClusterConditionalDecision,
  createFleetFindingConditionalDecision,
  createFleetInstanceConditionalDecision,
  fleetClusterConditions,
  fleetFindingConditions,
  fleetInstanceConditions,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import type { Knex } from 'knex';
import request from 'supertest';
import {
  AGENTS,
  APPLICATIONS,
  CLUSTER_POLICIES,
  DEPLOYMENTS,
  factsOf,
  MANAGED_CLUSTERS,
  NODES,
  QUOTAS,
  ROLE_BINDINGS,
} from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import {
  accessFact,
  agentFact,
  clusterFact,
  deliveryFact,
  nodeFact,
  placementFact,
  policyFact,
  quotaFact,
  workloadFact,
} from '../../__testUtils__/facts';
import { insertCoverage, readingFleetAt } from '../../__testUtils__/read';
import { policyOf, serveRoutes } from '../../__testUtils__/router';
import { resolverOf, statementsOf, write } from '../../__testUtils__/store';
import { insertMatrix, insertRelease } from '../../__testUtils__/testMatrix';
import { EntityIndex } from '../../mapping/EntityIndex';
import { compareSkew } from './compareSkew';
import { listSkew } from './listSkew';
import { skewAsUsual, type SkewBasis } from './SkewBasis';

const ALL = ['a', 'b', 'c', 'd'];

const SETS = {
  key: { adapter: 'argocd', group: 'argoproj.io', kind: 'ApplicationSet' },
  tables: ['fact' as const],
};

const adapters = [
  {
    id: 'kubernetes',
    watches: [{ group: 'apps', kind: 'Deployment', facts: ['workload'] }],
  },
  {
    id: 'argocd',
    watches: [
      { group: 'argoproj.io', kind: 'Application', facts: ['delivery'] },
    ],
  },
] as unknown as FleetAdapter[];

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

describeDatabases('skew', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    await insertMatrix(
      knex,
      Object.fromEntries(
        ALL.map(id => [
          id,
          {
            environment: 'production',
            region: id === 'd' ? 'us' : 'eu',
            kubernetes_version: 'v1.34.2',
          },
        ]),
      ),
      [],
    );
    for (const id of ALL) {
      await insertCoverage(knex, id, CLUSTER_POLICIES.key);
      await insertCoverage(knex, id, DEPLOYMENTS.key);
      await insertCoverage(knex, id, NODES.key);
      await insertCoverage(knex, id, APPLICATIONS.key, { state: 'not-served' });
    }
  });

  const runs = (
    cluster: string,
    version: string,
    over: { name?: string; stale?: boolean; namespace?: string } = {},
  ) => insertMatrix(knex, {}, [{ cluster, name: 'cart', version, ...over }]);
  const policy = (
    observer: string,
    enforcement: 'deny' | 'audit',
    name = 'limits',
  ) =>
    write(
      knex,
      CLUSTER_POLICIES,
      [factsOf(policyFact({ name, enforcement }))],
      { observer },
    );
  const ask = async (query: ListSkewQuery = {}, basis = skewAsUsual) => {
    const answer = await listSkew(
      await readingFleetAt(knex),
      { adapters, basis },
      query,
    );
    expectDocumented('/skew', answer);
    return answer;
  };
  const compare = async (query: CompareSkewQuery) => {
    const answer = await compareSkew(
      await readingFleetAt(knex),
      { adapters, basis: skewAsUsual },
      query,
    );
    expectDocumented('/skew/compare', answer);
    return answer;
  };
  const lineOf = ({ items }: SkewPage, key: string) => {
    const line = items.find(each => each.key === key);
    if (!line) throw new Error(`there is no line ${key}`);
    return line;
  };
  const told = (page: SkewPage, key: string) =>
    lineOf(page, key).others.map(
      ({ cluster, verdict, sight }) =>
        `${cluster.id} ${verdict} ${sight.value ?? sight.reason ?? '-'}`,
    );

  it('finds the versions that differ from what most clusters of a group have', async () => {
    await knex('cluster')
      .where({ id: 'b' })
      .update({ kubernetes_version: 'v1.33.9' });
    await knex('cluster')
      .where({ id: 'd' })
      .update({ reachability: 'unreachable' });
    await insertCluster(knex, 'lab');
    const answer = await ask();
    expect(answer).toMatchObject({
      basis: { groupBy: ['tier', 'environment'], origin: 'default' },
      ungrouped: 1,
      groups: [
        {
          group: { id: 'environment:production' },
          clusters: 4,
          lines: 1,
          differing: 1,
        },
      ],
      totals: { lines: 1, differing: 1, unknown: 0 },
      coverage: { clusters: 4, complete: 3 },
    });
    expect(lineOf(answer, 'version')).toMatchObject({
      aspect: 'kubernetes',
      mode: { state: 'value', value: 'v1.34.2', clusters: 2, known: 3 },
      counts: { clusters: 4, same: 2, differs: 1, unknown: 1 },
    });
    expect(lineOf(answer, 'version').others).toMatchObject([
      { verdict: 'differs', sight: { value: 'v1.33.9' } },
      {
        verdict: 'unknown',
        // What it was is told, and is nobody's evidence.
        sight: { reason: 'unreachable', lastKnown: 'v1.34.2' },
      },
    ]);
  });

  it('compares clusters of one region with each other where it is asked', async () => {
    await knex('cluster')
      .where({ region: 'us' })
      .update({ kubernetes_version: 'v1.33.9' });
    const answer = await ask({ region: ['us'] });
    expect(lineOf(answer, 'version').counts).toMatchObject({
      clusters: 1,
      same: 1,
    });
    expect((await ask({ group: ['tier:none'] })).items).toEqual([]);
    // Each choice with what it would leave.
    expect(answer.facets).toEqual({
      group: { values: [{ value: 'environment:production', count: 1 }] },
      region: {
        values: [
          { value: 'eu', count: 3 },
          { value: 'us', count: 1 },
        ],
      },
    });
  });

  it('tells the versions of nodes, each once', async () => {
    for (const [id, versions] of [
      ['a', ['v1.34.2', 'v1.34.2']],
      ['b', ['v1.34.2']],
      ['c', ['v1.34.2', 'v1.33.9']],
    ] as const) {
      await write(
        knex,
        NODES,
        versions.map((kubeletVersion, index) =>
          factsOf(nodeFact({ name: `node-${index}`, kubeletVersion })),
        ),
        { observer: id },
      );
    }
    const answer = await ask({ aspect: ['kubernetes'] });
    expect(lineOf(answer, 'nodes').mode).toMatchObject({ value: 'v1.34.2' });
    expect(told(answer, 'nodes')).toEqual([
      'c differs v1.33.9, v1.34.2',
      // Its nodes are read, and there are none.
      'd absent -',
    ]);
  });

  describe('policies', () => {
    it('are compared by what they do, and are not there where that is proven', async () => {
      await policy('a', 'deny');
      await policy('b', 'deny');
      await policy('c', 'audit');
      expect(told(await ask(), 'kyverno/ClusterPolicy/limits')).toEqual([
        'c differs audit',
        'd absent -',
      ]);
    });

    it.each([
      [{ state: 'forbidden' }, 'forbidden'],
      [{ state: 'not-asked' }, 'not-asked'],
      [{ confirmed_at: 1_000 }, 'stale'],
      [{ state: 'unreachable' }, 'unreachable'],
    ])('are not known where %p', async (over, reason) => {
      await policy('a', 'deny');
      await policy('b', 'deny');
      await policy('c', 'deny');
      await knex('coverage')
        .where({ kind: 'ClusterPolicy' })
        .whereIn('cluster_id', ['c', 'd'])
        .update(over);
      const answer = await ask();
      expect(told(answer, 'kyverno/ClusterPolicy/limits')).toEqual([
        `c unknown ${reason}`,
        `d unknown ${reason}`,
      ]);
      expect(answer.totals).toMatchObject({ differing: 0, unknown: 1 });
    });

    it('are not there where the cluster does not have the kind', async () => {
      await policy('a', 'deny');
      await policy('b', 'deny');
      await knex('coverage')
        .where({ kind: 'ClusterPolicy', cluster_id: 'c' })
        .update({ state: 'not-served', confirmed_at: null });
      await knex('coverage')
        .where({ kind: 'ClusterPolicy', cluster_id: 'd' })
        .delete();
      const answer = await ask();
      expect(
        lineOf(answer, 'kyverno/ClusterPolicy/limits').counts,
      ).toMatchObject({ same: 2, absent: 1, unknown: 1 });
    });

    it('have no mode in a tie', async () => {
      await policy('a', 'deny');
      await policy('b', 'audit');
      await knex('coverage')
        .where({ kind: 'ClusterPolicy' })
        .whereIn('cluster_id', ['c', 'd'])
        .update({ state: 'forbidden' });
      expect(lineOf(await ask(), 'kyverno/ClusterPolicy/limits')).toMatchObject(
        {
          mode: {
            state: 'tied',
            values: [
              { value: 'audit', clusters: 1 },
              { value: 'deny', clusters: 1 },
            ],
            valuesTotal: 2,
          },
          counts: { same: 0, undecided: 2, unknown: 2 },
        },
      );
    });
  });

  describe('add-ons', () => {
    it('are what runs in kube-system, by version', async () => {
      for (const [id, version] of [
        ['a', '1.11.1'],
        ['b', '1.11.1'],
        ['c', '1.10.0'],
      ]) {
        await insertMatrix(knex, {}, [
          { cluster: id, name: '', namespace: 'kube-system' },
        ]);
        await write(
          knex,
          DEPLOYMENTS,
          [
            factsOf(
              workloadFact({
                name: 'coredns',
                namespace: 'kube-system',
                version,
              }),
            ),
          ],
          { observer: id },
        );
      }
      expect(told(await ask(), 'kube-system/Deployment/coredns')).toEqual([
        'c differs 1.10.0',
        'd absent -',
      ]);
    });

    it('are what hubs run there; what no hub that knows a cluster has there is absent', async () => {
      await insertCluster(knex, 'hub');
      await insertCoverage(knex, 'hub', AGENTS.key);
      await insertCoverage(knex, 'hub', MANAGED_CLUSTERS.key);
      const servers = Object.fromEntries(
        ALL.map(id => [`https://${id}.example`, id]),
      );
      const subject = (id: string) =>
        ({
          type: 'reference',
          name: id,
          server: `https://${id}.example`,
        } as const);
      await write(
        knex,
        MANAGED_CLUSTERS,
        ['a', 'b', 'c'].map(id =>
          factsOf(clusterFact({ name: id, subject: subject(id) })),
        ),
        { observer: 'hub', resolver: resolverOf(servers) },
      );
      await write(
        knex,
        AGENTS,
        ['a', 'b'].map(id =>
          factsOf({
            ...agentFact({ subject: subject(id), namespace: id }),
            source: {
              ...agentFact().source,
              namespace: id,
              uid: `agent-${id}`,
            },
          }),
        ),
        { observer: 'hub', resolver: resolverOf(servers) },
      );
      const answer = await ask({ aspect: ['add-on'] });
      expect(lineOf(answer, 'ocm/work-manager').mode).toMatchObject({
        value: 'present',
        clusters: 2,
      });
      expect(told(answer, 'ocm/work-manager')).toEqual([
        'c absent -',
        'd unknown not-asked',
      ]);
      await knex('coverage')
        .where({ cluster_id: 'hub', kind: AGENTS.key.kind })
        .update({ state: 'unreachable' });
      expect(
        lineOf(await ask({ aspect: ['add-on'] }), 'ocm/work-manager').counts,
      ).toMatchObject({ same: 0, absent: 0, unknown: 4 });
    });
  });

  describe('components', () => {
    it('are compared by their revision, and missing ones are told', async () => {
      await runs('a', '1.2.0');
      await runs('b', '1.2.0');
      await runs('c', '1.1.0');
      expect(told(await ask(), 'component:default/cart')).toEqual([
        'c differs 1.1.0',
        'd absent -',
      ]);
    });

    it('are not known where they are stale, or where not all that runs is read', async () => {
      await runs('a', '1.2.0');
      await runs('b', '1.2.0');
      await runs('c', '1.1.0', { stale: true });
      await knex('coverage')
        .where({ cluster_id: 'd', kind: 'Deployment' })
        .update({ state: 'forbidden' });
      const answer = await ask();
      expect(told(answer, 'component:default/cart')).toEqual([
        'c unknown stale',
        'd unknown forbidden',
      ]);
      expect(
        lineOf(answer, 'component:default/cart').others[0].sight.lastKnown,
      ).toBe('1.1.0');
    });

    it('may differ while a release of them is on its way', async () => {
      await runs('a', '1.2.0');
      await runs('b', '1.2.0');
      await runs('c', '1.1.0');
      await runs('d', '1.0.0');
      await insertRelease(knex, {
        name: 'cart',
        order: 2,
        members: { a: ['done'], b: ['done'], c: ['applying'] },
      });
      const line = lineOf(await ask(), 'component:default/cart');
      expect(line.counts).toMatchObject({ same: 2, differs: 1, expected: 1 });
      expect(line.others).toMatchObject([
        { cluster: { id: 'd' }, verdict: 'differs' },
        {
          cluster: { id: 'c' },
          verdict: 'expected',
          expected: { by: 'rollout' },
        },
      ]);
    });

    it('are not missed where what places them does not choose the cluster', async () => {
      await runs('a', '1.2.0');
      await runs('b', '1.2.0');
      await placed(['a', 'b', 'c']);
      await insertCoverage(knex, 'hub', SETS.key);
      const line = lineOf(await ask(), 'component:default/cart');
      expect(line.mode).toMatchObject({ value: '1.2.0', known: 3 });
      expect(line.others).toMatchObject([
        // It is chosen, and there is nothing.
        { cluster: { id: 'c' }, verdict: 'absent' },
        {
          cluster: { id: 'd' },
          verdict: 'expected',
          expected: {
            by: 'placement',
            reason: 'ApplicationSet argocd/carts does not choose it',
          },
        },
      ]);
    });

    it('are not known to be missed where what places them cannot be confirmed', async () => {
      await runs('a', '1.2.0');
      await runs('b', '1.2.0');
      await placed(['a', 'b']);
      await insertCoverage(knex, 'hub', SETS.key, { state: 'unreachable' });
      expect(told(await ask(), 'component:default/cart')).toEqual([
        'c unknown stale',
        'd unknown stale',
      ]);
    });

    /** A set that names the clusters that it chooses, and what it brought to two of them. */
    async function placed(clusters: string[]) {
      await insertCluster(knex, 'hub');
      const servers = Object.fromEntries(
        ALL.map(id => [`https://${id}.example`, id]),
      );
      await write(
        knex,
        MANAGED_CLUSTERS,
        ALL.map(id =>
          factsOf(
            clusterFact({
              name: id,
              subject: {
                type: 'reference',
                name: id,
                server: `https://${id}.example`,
              },
            }),
          ),
        ),
        { observer: 'hub', resolver: resolverOf(servers) },
      );
      await write(
        knex,
        SETS,
        [
          factsOf({
            ...placementFact({
              name: 'carts',
              kind: 'ApplicationSet',
              clusters: clusters.map(name => ({ name })),
            }),
            source: {
              group: 'argoproj.io',
              version: 'v1alpha1',
              kind: 'ApplicationSet',
              namespace: 'argocd',
              name: 'carts',
              uid: 'set',
            },
          }),
        ],
        { observer: 'hub' },
      );
      await write(
        knex,
        APPLICATIONS,
        ['a', 'b'].map(id => ({
          ...factsOf(
            deliveryFact({
              name: `cart-${id}`,
              subject: { type: 'reference', server: `https://${id}.example` },
              parent: { kind: 'ApplicationSet', name: 'carts' },
            }),
          ),
        })),
        { observer: 'hub', resolver: resolverOf(servers) },
      );
      await knex('delivery').update({ entity_ref: 'component:default/cart' });
    }
  });

  it('compares quotas by their limits', async () => {
    for (const id of ALL) {
      await insertCoverage(knex, id, QUOTAS.key);
      await write(
        knex,
        QUOTAS,
        id === 'd'
          ? []
          : [
              factsOf(
                quotaFact({
                  hard: [{ resource: 'pods', limit: id === 'c' ? '20' : '10' }],
                  scopes: ['NotTerminating'],
                }),
              ),
            ],
        { observer: id },
      );
    }
    const answer = await ask({ aspect: ['quota'] });
    expect(lineOf(answer, 'ResourceQuota/shop/compute').mode).toMatchObject({
      value: 'pods 10 of NotTerminating',
    });
    expect(told(answer, 'ResourceQuota/shop/compute')).toEqual([
      'c differs pods 20 of NotTerminating',
      'd absent -',
    ]);
  });

  it('compares access by its digest, also where the words are the same', async () => {
    for (const id of ['a', 'b', 'c']) {
      await insertCoverage(knex, id, ROLE_BINDINGS.key);
      await write(
        knex,
        ROLE_BINDINGS,
        [factsOf(accessFact({ digest: (id === 'c' ? 'e' : 'd').repeat(64) }))],
        { observer: id },
      );
    }
    await insertCoverage(knex, 'd', ROLE_BINDINGS.key, { state: 'not-asked' });
    expect(
      told(await ask({ aspect: ['access'] }), 'RoleBinding/shop/deployers'),
    ).toEqual([
      'c differs Role deployer to Group storefront · eeeeeeeeeeee',
      // What takes a role of its own is not missed where it is not granted.
      'd unknown not-asked',
    ]);
  });

  it('names what an operator expects, and does not count it', async () => {
    await policy('a', 'deny');
    await policy('b', 'deny');
    await policy('c', 'audit');
    await policy('d', 'audit');
    const basis: SkewBasis = {
      origin: 'configured',
      settings: skewSettingsSchema.parse({
        expected: [
          {
            aspect: 'policy',
            key: 'kyverno/*/limits',
            regions: ['us'],
            reason: 'America is still being moved',
          },
        ],
      }),
    };
    const line = lineOf(await ask({}, basis), 'kyverno/ClusterPolicy/limits');
    expect(line.mode).toMatchObject({ value: 'deny', clusters: 2, known: 3 });
    expect(line.counts).toMatchObject({ same: 2, differs: 1, expected: 1 });
    expect(line.others[1].expected).toEqual({
      by: 'configuration',
      reason: 'America is still being moved',
    });
  });

  it('pages over what differs first', async () => {
    for (const name of ['limits', 'probes', 'tags']) {
      for (const id of ALL) {
        await policy(
          id,
          name === 'probes' && id === 'b' ? 'audit' : 'deny',
          name,
        );
      }
    }
    const keys: string[] = [];
    let cursor: string | undefined;
    const context = await readingFleetAt(knex);
    do {
      const page = await listSkew(
        context,
        { adapters, basis: skewAsUsual },
        { limit: 2, text: 'CLUSTER', ...(cursor ? { cursor } : {}) },
      );
      expect(page.totals).toEqual({ lines: 3, differing: 1, unknown: 0 });
      keys.push(...page.items.map(({ key }) => key.split('/')[2]));
      cursor = page.nextCursor;
    } while (cursor);
    expect(keys).toEqual(['probes', 'limits', 'tags']);
  });

  it('asks as many things of the database for many clusters as for few', async () => {
    const count = async () => {
      const context = await readingFleetAt(knex);
      const seen = await statementsOf(knex, () =>
        listSkew(context, { adapters, basis: skewAsUsual }, {}),
      );
      return seen.length;
    };
    for (const id of ALL) {
      await policy(id, 'deny');
      await runs(id, '1.0.0');
    }
    const few = await count();
    for (let index = 0; index < 40; index += 1) {
      await insertMatrix(
        knex,
        { [`more-${index}`]: { environment: 'production' } },
        [{ cluster: `more-${index}`, name: 'cart', version: `1.${index}` }],
      );
    }
    expect(await count()).toBe(few);
    expect(few).toBeLessThan(16);
  });

  describe('one beside another', () => {
    beforeEach(async () => {
      await policy('a', 'deny');
      await policy('b', 'audit');
      await policy('c', 'deny');
      await policy('a', 'deny', 'probes');
      await runs('a', '1.2.0');
      await runs('b', '1.2.0');
    });

    it('tells kind by kind in what two clusters differ', async () => {
      const answer = await compare({ cluster: ['a', 'b'] });
      expect(answer).toMatchObject({
        left: { id: 'a' },
        right: { id: 'b' },
        totals: { differs: 2, unknown: 0, expected: 0, same: 2 },
        aspects: [
          { aspect: 'kubernetes', counts: { same: 1 } },
          { aspect: 'component', counts: { same: 1 } },
          { aspect: 'policy', counts: { differs: 2 } },
        ],
        coverage: { clusters: 2 },
      });
      expect(answer.items.slice(0, 2)).toEqual([
        {
          aspect: 'policy',
          key: 'kyverno/ClusterPolicy/limits',
          verdict: 'differs',
          left: { state: 'value', value: 'deny' },
          right: { state: 'value', value: 'audit' },
        },
        {
          aspect: 'policy',
          key: 'kyverno/ClusterPolicy/probes',
          verdict: 'differs',
          left: { state: 'value', value: 'deny' },
          right: { state: 'absent' },
        },
      ]);
    });

    it('tells in what one differs from most of its group', async () => {
      const answer = await compare({
        cluster: ['b'],
        against: 'mode',
        verdict: ['differs', 'unknown'],
      });
      expect(answer.right).toBeUndefined();
      expect(answer.group).toEqual({
        group: {
          id: 'environment:production',
          by: 'environment',
          value: 'production',
        },
        clusters: 4,
      });
      expect(answer.items).toMatchObject([
        {
          key: 'kyverno/ClusterPolicy/limits',
          verdict: 'differs',
          left: { value: 'audit' },
          mode: { value: 'deny', clusters: 2, known: 4 },
        },
        // As many have it as do not: that is nothing to be compared with.
        {
          key: 'component:default/cart',
          verdict: 'unknown',
          mode: { state: 'tied' },
        },
      ]);
    });

    it('compares nothing of one that is in no group', async () => {
      await insertCluster(knex, 'lab');
      const answer = await compare({ cluster: ['lab'] });
      expect(answer.group).toBeUndefined();
      expect(answer.items).toEqual([]);
    });

    it('says what is wrong with a question', async () => {
      await expect(compare({ cluster: ['a', 'a'] })).rejects.toThrow('twice');
      await expect(
        compare({ cluster: ['a', 'b'], against: 'mode' }),
      ).rejects.toThrow("leave out 'against'");
      await expect(compare({ cluster: ['a', 'nobody'] })).rejects.toThrow(
        "There is no cluster 'nobody'",
      );
    });
  });

  describe('to who may not see all', () => {
    const get = async (
      path: string,
      decisions: Record<string, PolicyDecision>,
    ) => {
      const app = await serveRoutes(
        knex,
        {
          adapters,
          mirror: { index: () => new EntityIndex([]) },
          problems: [],
          registry: { get: () => undefined },
        } as never,
        {
          now: () => 100_000,
          permissions: policyOf(name => decisions[name] ?? ALLOW),
        },
      );
      return request(app).get(path);
    };
    const page = async (decisions: Record<string, PolicyDecision>) => {
      const { body, status } = await get('/skew', decisions);
      expect(status).toBe(200);
      expectDocumented('/skew', body);
      return body as SkewPage;
    };

    beforeEach(async () => {
      for (const id of ALL) {
        await policy(id, id === 'd' ? 'audit' : 'deny');
        await runs(id, id === 'd' ? '9.9.9' : '1.0.0');
      }
      await runs('a', '3.3.3', { name: 'vault', namespace: 'secret' });
    });

    it('counts the clusters that he may see, and names no other', async () => {
      const answer = await page({
        [fleetClusterReadPermission.name]:
          createFleetClusterConditionalDecision(
            fleetClusterReadPermission,
            fleetClusterConditions.inCluster({ clusters: ['a', 'b', 'c'] }),
          ),
      });
      expect(answer.groups[0].clusters).toBe(3);
      expect(answer.totals.differing).toBe(1);
      expect(lineOf(answer, 'component:default/cart').counts).toMatchObject({
        clusters: 3,
        same: 3,
      });
      expect(JSON.stringify(answer)).not.toMatch(/"d"|9\.9\.9|name-of-d/);
      expect(answer.limited).toEqual(['clusters']);
    });

    it('compares with no cluster that is hidden', async () => {
      const onThree = {
        [fleetClusterReadPermission.name]:
          createFleetClusterConditionalDecision(
            fleetClusterReadPermission,
            fleetClusterConditions.inCluster({ clusters: ['a', 'b', 'c'] }),
          ),
      };
      const hidden = await get('/skew/compare?cluster=a&cluster=d', onThree);
      const never = await get('/skew/compare?cluster=a&cluster=e', onThree);
      expect(hidden.status).toBe(404);
      expect(hidden.body.error.message.replace("'d'", "'e'")).toBe(
        never.body.error.message,
      );
    });

    it('does not say of what he may not see that it is not there', async () => {
      const answer = await page({
        [fleetInstanceReadPermission.name]:
          createFleetInstanceConditionalDecision(
            fleetInstanceReadPermission,
            fleetInstanceConditions.inCluster({ clusters: ['a', 'b', 'c'] }),
          ),
      });
      expect(told(answer, 'component:default/cart')).toEqual([
        'd unknown hidden',
      ]);
      expect(JSON.stringify(answer)).not.toContain('9.9.9');
    });

    it('does not tell that something is there in a namespace that he may not see', async () => {
      const answer = await page({
        [fleetInstanceReadPermission.name]:
          createFleetInstanceConditionalDecision(
            fleetInstanceReadPermission,
            fleetInstanceConditions.inNamespace({ namespaces: ['shop'] }),
          ),
      });
      expect(JSON.stringify(answer)).not.toMatch(/vault|3\.3\.3/);
      expect(lineOf(answer, 'component:default/cart').counts).toMatchObject({
        same: 3,
        differs: 1,
      });
    });

    it('withholds aspects of which he may see nothing, and shows the others', async () => {
      const answer = await page({
        [fleetInstanceReadPermission.name]: DENY,
        [fleetFindingReadPermission.name]: DENY,
      });
      expect(answer.items.map(({ aspect }) => aspect)).toEqual(['kubernetes']);
      expect(answer.withheld).toEqual([
        'add-on',
        'component',
        'policy',
        'access',
        'quota',
      ]);
      expect(answer.totals).toEqual({ lines: 1, differing: 0, unknown: 0 });
    });

    it('shows policies where findings may be seen, and no others', async () => {
      const answer = await page({
        [fleetFindingReadPermission.name]:
          createFleetFindingConditionalDecision(
            fleetFindingReadPermission,
            fleetFindingConditions.inCluster({ clusters: ['a', 'b', 'c'] }),
          ),
      });
      expect(told(answer, 'kyverno/ClusterPolicy/limits')).toEqual([
        'd unknown hidden',
      ]);
      expect(answer.limited).toEqual(['findings']);
    });

    it('answers nobody who may see no clusters', async () => {
      const { status } = await get('/skew', {
        [fleetClusterReadPermission.name]: DENY,
      });
      expect(status).toBe(403);
    });
  });
});

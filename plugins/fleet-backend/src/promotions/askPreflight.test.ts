import { parseEntityRef } from '@backstage/catalog-model';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { fleetPromotionReadPermission } from '@fleetview/backstage-plugin-fleet-common';
import type { FleetGate } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import request from 'supertest';
import type express from 'express';
import { recorded, testAudit } from '../__testUtils__/audit';
import { describeDatabases } from '../__testUtils__/databases';
import { expectDocumented } from '../__testUtils__/expectDocumented';
import { answer, FakeCluster, refusal } from '../__testUtils__/FakeCluster';
import {
  CART,
  digestOf,
  PromotedWorld,
  promotionConfigOf,
} from '../__testUtils__/promotions';
import { policyOf, serveRoutes } from '../__testUtils__/router';
import { ActingClients, Actions } from '../actions';
import { DEFAULT_COST_CONFIG } from '../config/costSchema';
import type { PromotionPreflightCheck } from '../config/promotionSchema';
import { FleetSnapshots } from '../read/fleet';

const READING = 'reading-token-canary-0123456789';
const ACTING = 'acting-token-canary-0123456789';
const WORKLOAD = '/apis/apps/v1/namespaces/shop/deployments/cart';
const QUOTAS = '/api/v1/namespaces/shop/resourcequotas';
/** Of two waves. */
const TARGETS = ['prod-a', 'prod-b'];
const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

const cart = (over: object = {}) => ({
  metadata: { name: 'cart', namespace: 'shop', uid: 'u' },
  spec: {
    replicas: 2,
    template: {
      spec: {
        containers: [
          {
            name: 'web',
            image: 'ghcr.io/shop/cart:1.0',
            resources: { requests: { cpu: '500m' } },
          },
        ],
      },
    },
    ...over,
  },
});

describeDatabases('preflight of a promotion', database => {
  let knex: Knex;
  let world: PromotedWorld;
  let cluster: FakeCluster;
  let clients: ActingClients;
  let app: express.Express;
  let snapshots: FleetSnapshots;
  let decisions: Record<string, PolicyDecision>;
  let written: { method?: string; authorization?: string; body: string }[];

  const serve = async (checks?: PromotionPreflightCheck[]) => {
    const config = promotionConfigOf(
      undefined,
      checks ? { preflightChecks: checks } : {},
    );
    const stages = { ...config, stages: world.config.stages };
    const recordOf = (name: string) => ({
      name,
      origin: 'operator',
      access: {
        type: 'direct',
        connection: {
          server: cluster.url,
          token: READING,
          networkPolicy: { allowPrivate: true, allow: ['127.0.0.1'] },
        },
      },
    });
    const registry = {
      get: (id: string) =>
        TARGETS.includes(id)
          ? { id, name: id, names: [id], access: recordOf(id).access }
          : undefined,
      records: () =>
        TARGETS.map(id => ({
          clusterId: id,
          present: true,
          record: recordOf(id),
        })),
      clusters: () => [],
    } as never;
    const audit = testAudit(knex);
    clients = new ActingClients({
      registry,
      config: TARGETS.map((name, index) => ({
        key: `fleet.act[${index}]`,
        cluster: name,
        token: ACTING,
      })),
    });
    app = await serveRoutes(
      knex,
      {
        adapters: [],
        problems: new Map(),
        registry,
        mirror: { index: () => world.entities } as never,
        promotions: stages,
        costs: { ...DEFAULT_COST_CONFIG, budgets: [] },
      },
      {
        audit,
        now: () => world.now,
        permissions: policyOf(
          name => decisions[name] ?? { result: AuthorizeResult.ALLOW },
        ),
        snapshots,
        catalog: {
          getEntityByRef: async ref => {
            parseEntityRef(ref as string);
            return {} as never;
          },
          getEntitiesByRefs: async ({ entityRefs }) => ({
            items: entityRefs.map(() => ({} as never)),
          }),
        },
        actions: new Actions({
          audit,
          clients,
          holder: 'replica-1',
          onStarted: () => {},
        }),
      },
    );
  };

  beforeEach(async () => {
    knex = await database.open();
    world = await PromotedWorld.create(knex);
    cluster = await FakeCluster.start();
    decisions = {};
    written = [];
    snapshots = FleetSnapshots.create({
      knex,
      now: () => world.now,
      entities: () => world.entities,
    });
    await knex('cluster').whereIn('id', TARGETS).update({
      uid: 'uid-of-kube-system',
      reachability: 'reachable',
    });
    cluster.instead.set(REVIEWS, answer({ status: { allowed: true } }, 201));
    cluster.instead.set(
      QUOTAS,
      answer({
        apiVersion: 'v1',
        kind: 'ResourceQuotaList',
        metadata: { resourceVersion: '1' },
        items: [],
      }),
    );
    cluster.instead.set(WORKLOAD, (response, incoming) => {
      const { method, headers } = incoming;
      const chunks: Buffer[] = [];
      incoming.on('data', chunk => chunks.push(chunk));
      incoming.on('end', () => {
        written.push({
          method,
          authorization: headers.authorization,
          body: Buffer.concat(chunks).toString(),
        });
        answer(cart())(response, incoming);
      });
    });
    await serve();
  });
  afterEach(async () => {
    await clients.close();
    await cluster.stop();
    await snapshots.stop();
  });

  const ask = (over: object = {}) =>
    request(app)
      .post('/promotions/preflight')
      .set({ authorization: mockCredentials.user.header() })
      .send({ component: CART, from: 'staging', to: 'production', ...over });
  const gateOf = async (): Promise<FleetGate> => {
    const { body, status } = await ask();
    expect([status, body]).toEqual([200, body]);
    expectDocumented('/promotions/preflight', body, 'post');
    expect(JSON.stringify(body)).not.toMatch(/canary/);
    return body.gate;
  };

  it('is what all clusters answer that it goes to, asked with what they are read with', async () => {
    const gate = await gateOf();
    expect(gate).toMatchObject({
      kind: 'preflight',
      status: 'passed',
      required: true,
    });
    expect(
      gate.evidence.map(({ cluster: of, status, text }) => [
        of?.name,
        status,
        text.split(':')[0],
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['prod-a', 'passed', 'api-versions'],
        ['prod-a', 'not-applicable', 'custom-resources'],
        ['prod-a', 'passed', 'quota'],
        ['prod-a', 'passed', 'image-digests'],
        ['prod-b', 'passed', 'quota'],
      ]),
    );
    expect(written.map(({ method }) => method)).toEqual(['GET', 'GET']);
    expect(written[0].authorization).toBe(`Bearer ${READING}`);
  });

  it('asks for admission with the images of the release, as a dry run', async () => {
    await serve(['admission']);
    expect(await gateOf()).toMatchObject({ status: 'passed' });
    const patches = written.filter(({ method }) => method === 'PATCH');
    expect(patches).toHaveLength(2);
    const [patch] = patches;
    expect(patch).toMatchObject({
      method: 'PATCH',
      authorization: `Bearer ${ACTING}`,
    });
    expect(patch.body).toContain(`ghcr.io/shop/cart:1.1@${digestOf('1.1')}`);
    expect(cluster.asked.some(url => url.includes('dryRun=All'))).toBe(true);
    expect(
      (await recorded(knex, ['admission-asked'])).map(({ phase }) => phase),
    ).toEqual(expect.arrayContaining(['begun', 'ended', 'begun', 'ended']));
  });

  it('fails where the cluster would refuse it', async () => {
    await serve(['admission']);
    const usual = cluster.instead.get(WORKLOAD)!;
    cluster.instead.set(WORKLOAD, (response, incoming) =>
      (incoming.method === 'PATCH'
        ? refusal(403, 'Forbidden', 'image is not signed')
        : usual)(response, incoming),
    );
    const gate = await gateOf();
    expect(gate).toMatchObject({ status: 'failed', overridable: true });
    expect(gate.reason).toContain('image is not signed');
  });

  it.each([
    ['is away', () => refusal(503, 'Unavailable', 'away'), 'away'],
    [
      'does not let it be read',
      () => refusal(403, 'Forbidden', 'not you'),
      'not you',
    ],
    [
      'has none of it any more',
      () => refusal(404, 'NotFound', 'none'),
      'no Deployment shop/cart any more',
    ],
    ['answers with something else', () => answer({ items: null }), ''],
  ])('is not known where the cluster %s', async (_, instead, reason) => {
    cluster.instead.set(WORKLOAD, instead());
    const gate = await gateOf();
    expect(gate).toMatchObject({ status: 'unknown', overridable: false });
    expect(gate.reason).toContain(reason);
  });

  it('asks nothing of a cluster that is another than it was', async () => {
    await knex('cluster').whereIn('id', TARGETS).update({ uid: 'another' });
    expect(await gateOf()).toMatchObject({ status: 'unknown' });
    expect(written).toEqual([]);
  });

  it('asks nothing of a cluster that is held back', async () => {
    await knex('cluster').whereIn('id', TARGETS).update({
      reachability: 'quarantined',
      reachability_reason: 'its address leads elsewhere',
    });
    expect(await gateOf()).toMatchObject({
      status: 'unknown',
      evidence: TARGETS.map(() => ({ text: 'its address leads elsewhere' })),
    });
    expect(cluster.seen).toEqual([]);
  });

  it('asks nobody where nothing may move, and for nobody who may not see promotions', async () => {
    await world.deploy('stage-a', { tag: '1.0' });
    await snapshots.stop();
    const none = await ask();
    expect(none.status).toBe(409);
    expect((await ask({ to: 'nowhere' })).status).toBe(404);
    decisions[fleetPromotionReadPermission.name] = {
      result: AuthorizeResult.DENY,
    };
    expect((await ask()).status).toBe(403);
    expect(cluster.seen).toEqual([]);
  });
});

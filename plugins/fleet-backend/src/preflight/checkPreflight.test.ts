import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { fleetInstanceConditions } from '@fleetview/backstage-plugin-fleet-node/permissions';
import type express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { recorded, testAudit } from '../__testUtils__/audit';
import { DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import { describeDatabases } from '../__testUtils__/databases';
import { expectDocumented } from '../__testUtils__/expectDocumented';
import { workloadFact } from '../__testUtils__/facts';
import { answer, FakeCluster, refusal } from '../__testUtils__/FakeCluster';
import { insertCoverage } from '../__testUtils__/read';
import { registryOf } from '../__testUtils__/registry';
import { policyOf, serveRoutes } from '../__testUtils__/router';
import { write } from '../__testUtils__/store';
import { ActingClients, Actions } from '../actions';
import { EntityIndex } from '../mapping/EntityIndex';

const READING = 'reading-token-canary-0123456789';
const ACTING = 'acting-token-canary-0123456789';
const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const QUOTAS = '/api/v1/namespaces/shop/resourcequotas';
const PULL = '/api/v1/namespaces/shop/secrets/pull';
const SHOP = '/apis/apps/v1/namespaces/shop/deployments/shop';

const shop = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop', namespace: 'shop' },
  spec: {
    template: {
      spec: {
        imagePullSecrets: [{ name: 'pull' }],
        containers: [{ name: 'app', image: 'registry.example/app:1' }],
      },
    },
  },
};

describeDatabases('preflight', database => {
  let knex: Knex;
  let cluster: FakeCluster;
  let clients: ActingClients;
  let app: express.Express;
  let clusterId: string;
  let decide: (permission: string) => PolicyDecision;
  let asked: { method?: string; url?: string; authorization?: string }[];

  beforeEach(async () => {
    knex = await database.open();
    cluster = await FakeCluster.start();
    asked = [];
    decide = () => ({ result: AuthorizeResult.ALLOW });
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
    cluster.instead.set(PULL, (response, incoming) => {
      asked.push({ url: incoming.headers.accept });
      answer({
        kind: 'PartialObjectMetadata',
        apiVersion: 'meta.k8s.io/v1',
        metadata: { name: 'pull', namespace: 'shop' },
      })(response, incoming);
    });
    cluster.instead.set(SHOP, (response, incoming) => {
      const { method, url } = incoming;
      asked.push({
        method,
        url,
        authorization: incoming.headers.authorization,
      });
      answer(shop)(response, incoming);
    });
    const { registry, idOf } = await registryOf(knex);
    await registry.replaceClusters({ id: 'ours', title: 'Ours' }, [
      {
        name: 'prod',
        origin: 'operator',
        access: {
          type: 'direct',
          connection: {
            server: cluster.url,
            token: READING,
            networkPolicy: { allowPrivate: true, allow: ['127.0.0.1'] },
          },
        },
      },
    ]);
    clusterId = idOf('prod');
    await knex('cluster').where({ id: clusterId }).update({
      uid: 'uid-of-kube-system',
      reachability: 'reachable',
    });
    clients = new ActingClients({
      registry,
      config: [{ key: 'fleet.act[0]', cluster: 'prod', token: ACTING }],
    });
    const audit = testAudit(knex);
    app = await serveRoutes(
      knex,
      {
        adapters: [],
        registry,
        mirror: { index: () => new EntityIndex([]) } as never,
        problems: new Map(),
      },
      {
        audit,
        permissions: policyOf(permission => decide(permission)),
        actions: new Actions({
          audit,
          clients,
          holder: 'r',
          onStarted: () => {},
        }),
      },
    );
  });
  afterEach(async () => {
    await clients.close();
    await cluster.stop();
  });

  const ask = (over: object = {}) =>
    request(app)
      .post('/preflight')
      .set({ authorization: mockCredentials.user.header() })
      .send({ clusters: [clusterId], objects: [shop], ...over });
  const checksOf = async (over: object = {}) => {
    const response = await ask(over);
    expect(response.status).toBe(200);
    expectDocumented('/preflight', response.body, 'post');
    expect(JSON.stringify(response.body)).not.toMatch(/canary/);
    return Object.fromEntries(
      response.body.targets[0].checks.map(
        (check: { kind: string; status: string }) => [check.kind, check],
      ),
    );
  };
  const statuses = (checks: Record<string, { status: string }>) =>
    Object.fromEntries(
      Object.entries(checks).map(([kind, { status }]) => [kind, status]),
    );

  it('looks at all that there is, and keeps nothing', async () => {
    expect(statuses(await checksOf())).toEqual({
      'api-versions': 'passed',
      'deprecated-apis': 'passed',
      'custom-resources': 'not-applicable',
      references: 'passed',
      quota: 'passed',
      'image-digests': 'not-applicable',
      'values-schema': 'not-applicable',
      admission: 'passed',
    });
    // Nothing that is in a Secret is sent.
    expect(asked[0].url).toBe(
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    );
    expect(asked[1]).toMatchObject({
      method: 'PATCH',
      url: expect.stringContaining('dryRun=All'),
      authorization: `Bearer ${ACTING}`,
    });
    expect(await recorded(knex, ['admission-asked'])).toMatchObject([
      { target: clusterId, result: 'initiated' },
      { target: clusterId, result: 'succeeded' },
    ]);
  });

  it('tells a no of the server from what it could not be asked', async () => {
    const admission = async (code: number, reason: string, message: string) => {
      cluster.instead.set(SHOP, refusal(code, reason, message));
      return (await checksOf({ checks: ['admission'] })).admission;
    };
    expect(
      await admission(403, 'Forbidden', 'admission webhook "x" denied it'),
    ).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('denied it'),
    });
    expect(
      await admission(400, 'BadRequest', 'webhook does not support dry run'),
    ).toMatchObject({ status: 'unknown' });
    expect(await admission(503, 'Unavailable', 'away')).toMatchObject({
      status: 'unknown',
      cause: 'unreachable',
    });
  });

  it('asks nothing that credentials may not, and says so', async () => {
    cluster.instead.set(REVIEWS, answer({ status: { allowed: false } }, 201));
    const checks = await checksOf();
    expect(checks.references).toMatchObject({
      status: 'unknown',
      cause: 'not-asked',
    });
    expect(checks.admission).toMatchObject({
      status: 'unknown',
      cause: 'not-asked',
    });
    expect(asked).toEqual([]);
  });

  it('acts for nobody who may not', async () => {
    decide = permission => ({
      result:
        permission === 'fleet.instance.act'
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    });
    expect((await checksOf()).admission).toMatchObject({
      status: 'unknown',
      cause: 'not-asked',
      reason: expect.stringContaining("'fleet.instance.act'"),
    });
    expect(asked.map(({ method }) => method)).not.toContain('PATCH');
    expect(await recorded(knex, ['admission-asked'])).toEqual([]);
    decide = () => ({ result: AuthorizeResult.DENY });
    expect((await ask()).status).toBe(403);
  });

  it('looks at no namespace that the reader may not see', async () => {
    decide = permission =>
      permission.startsWith('fleet.instance.')
        ? {
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'fleet',
            resourceType: 'fleet-instance',
            conditions: fleetInstanceConditions.inNamespace({
              namespaces: ['other'],
            }),
          }
        : { result: AuthorizeResult.ALLOW };
    const checks = await checksOf();
    expect(checks['api-versions']).toMatchObject({ status: 'passed' });
    expect(checks.references).toMatchObject({ cause: 'hidden' });
    expect(checks.quota).toMatchObject({ cause: 'hidden' });
    expect(checks.admission).toMatchObject({ status: 'unknown' });
    expect(asked).toEqual([]);
    expect(cluster.seen).not.toContain(QUOTAS);
  });

  it('asks nothing of one that is another than it was', async () => {
    await knex('cluster').update({ uid: 'uid-that-it-had' });
    const checks = await checksOf();
    expect(Object.values(statuses(checks))).not.toContain('passed');
    expect(cluster.seen).toEqual(['/api/v1/namespaces/kube-system']);
  });

  it('compares images with what a source is known to run', async () => {
    const digest = (text: string) => `sha256:${text.repeat(32)}`;
    const putShop = (namespace: string, pinned: string) =>
      write(
        knex,
        DEPLOYMENTS,
        [
          factsOf(
            workloadFact({
              name: 'shop',
              namespace,
              images: [
                {
                  container: 'app',
                  repository: 'r.example/app',
                  digest: pinned,
                },
              ],
            }),
          ),
        ],
        { observer: clusterId },
      );
    await putShop('staging', digest('ab'));
    const of = async (text: string) => {
      const containers = [
        { name: 'app', image: `r.example/app@${digest(text)}` },
      ];
      const spec = { template: { spec: { containers } } };
      const checks = await checksOf({
        objects: [{ ...shop, spec }],
        source: { cluster: clusterId, namespace: 'staging' },
        checks: ['image-digests'],
      });
      return checks['image-digests'].status;
    };
    // What is not read any more is no source.
    expect(await of('ab')).toBe('unknown');
    await insertCoverage(knex, clusterId, DEPLOYMENTS.key, {
      confirmed_at: Date.now(),
    });
    expect(await of('ab')).toBe('passed');
    expect(await of('cd')).toBe('failed');
    expect(
      (
        await ask({
          source: { cluster: 'nobody' },
        })
      ).status,
    ).toBe(404);
  });

  it('refuses what it cannot mean', async () => {
    expect((await ask({ clusters: ['nobody'] })).status).toBe(404);
    expect((await ask({ clusters: [] })).status).toBe(400);
    expect((await ask({ objects: [] })).status).toBe(400);
    expect((await ask({ objects: [{ kind: 'Pod' }] })).status).toBe(400);
    expect((await ask({ token: 'x' })).status).toBe(400);
    expect(cluster.seen).toEqual([]);
    const large = { ...shop, data: 'x'.repeat(200_000) };
    expect((await ask({ objects: [large], checks: ['quota'] })).status).toBe(
      200,
    );
    const larger = { ...shop, data: 'x'.repeat(2_000_000) };
    const refused = await ask({ objects: [larger] });
    expect([400, 413]).toContain(refused.status);
    expect(JSON.stringify(refused.body)).toContain('too large');
  });
});

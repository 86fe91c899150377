import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import type express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { z } from 'zod';
import { describeDatabases } from '../__testUtils__/databases';
import { expectDocumented } from '../__testUtils__/expectDocumented';
import { answer, FakeCluster, refusal } from '../__testUtils__/FakeCluster';
import { insertCoverage } from '../__testUtils__/read';
import { registryOf } from '../__testUtils__/registry';
import { policyOf, serveRoutes } from '../__testUtils__/router';
import { EntityIndex } from '../mapping/EntityIndex';

const TOKEN = 'reading-token-canary-0123456789';
const KEY = { adapter: 'kubernetes', group: 'apps', kind: 'Deployment' };
const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

const adapter = defineAdapter({
  id: 'kubernetes',
  title: 'Kubernetes',
  homepage: 'https://kubernetes.io',
  watches: [
    defineWatch({
      group: 'apps',
      versions: ['v1'],
      kind: 'Deployment',
      plural: 'deployments',
      namespaced: true,
      facts: ['workload'],
      reads: 'nothing',
      schema: z.unknown(),
      map: () => ({ skipped: 'irrelevant' }),
    }),
  ],
});

describeDatabases('to verify a cluster', database => {
  let knex: Knex;
  let cluster: FakeCluster;
  let app: express.Express;
  let clusterId: string;
  let decision: { result: AuthorizeResult.ALLOW | AuthorizeResult.DENY };

  beforeEach(async () => {
    knex = await database.open();
    cluster = await FakeCluster.start();
    decision = { result: AuthorizeResult.ALLOW };
    const { registry, idOf } = await registryOf(knex);
    await registry.replaceClusters({ id: 'ours', title: 'Ours' }, [
      {
        name: 'prod',
        origin: 'operator',
        access: {
          type: 'direct',
          connection: {
            server: cluster.url,
            token: TOKEN,
            networkPolicy: { allowPrivate: true, allow: ['127.0.0.1'] },
          },
        },
      },
    ]);
    clusterId = idOf('prod');
    await knex('cluster').where({ id: clusterId }).update({
      uid: 'uid-of-kube-system',
      reachability: 'reachable',
      last_seen_at: Date.now(),
    });
    app = await serveRoutes(
      knex,
      {
        adapters: [adapter],
        registry,
        mirror: { index: () => new EntityIndex([]) } as never,
        problems: new Map(),
      },
      { permissions: policyOf(() => decision), now: () => Date.now() },
    );
  });
  afterEach(() => cluster.stop());

  const verify = (body: object = {}, id = clusterId) =>
    request(app)
      .post(`/clusters/${id}/verify`)
      .set({ authorization: mockCredentials.user.header() })
      .send(body);
  const checksOf = async (body: object = {}) => {
    const response = await verify(body);
    expect(response.status).toBe(200);
    expectDocumented('/clusters/{clusterId}/verify', response.body, 'post');
    expect(JSON.stringify(response.body)).not.toContain(TOKEN);
    return Object.fromEntries(
      response.body.checks.map((check: { kind: string }) => [
        check.kind,
        check,
      ]),
    );
  };

  it('asks it what only it can say, and tells what nobody looked at', async () => {
    await insertCoverage(knex, clusterId, KEY, { confirmed_at: Date.now() });
    const checks = await checksOf();
    expect(checks).toMatchObject({
      reachability: { status: 'passed' },
      identity: { status: 'passed' },
      rbac: { status: 'passed' },
      'clock-skew': { status: 'passed' },
      'kubernetes-version': {
        evidence: [{ source: 'API server', says: 'v1.34.2' }],
      },
      labels: { status: 'failed' },
      'policy-bundle': { status: 'unknown' },
      'backup-schedule': { status: 'unknown' },
      'cost-agent': { status: 'unknown', cause: 'not-asked' },
      'metrics-agent': { status: 'failed' },
    });
    // What is watched is not asked for once more.
    expect(cluster.seen).not.toContain(REVIEWS);
    const asked = cluster.seen.length;
    expect(await checksOf({ checks: ['identity'] })).toEqual({
      identity: checks.identity,
    });
    expect(cluster.seen).toHaveLength(asked);
  });

  it('asks whether what is not read may be', async () => {
    await insertCoverage(knex, clusterId, KEY, { state: 'forbidden' });
    cluster.instead.set(REVIEWS, answer({ status: { allowed: false } }, 201));
    expect((await checksOf()).rbac).toMatchObject({
      status: 'failed',
      advice: 'Grant get, list and watch on deployments.apps.',
    });
  });

  it('gives nothing more to one that is another than it was', async () => {
    await insertCoverage(knex, clusterId, KEY, { state: 'forbidden' });
    await knex('cluster').update({ uid: 'uid-that-it-had' });
    const checks = await checksOf();
    expect(checks.identity).toMatchObject({ status: 'failed' });
    expect(checks.rbac).toMatchObject({ status: 'unknown' });
    expect(cluster.seen).toEqual([
      '/version',
      '/api/v1/namespaces/kube-system',
    ]);
  });

  it('asks none that is held back, and calls none good that falls silent', async () => {
    await knex('cluster').update({ reachability: 'quarantined' });
    expect((await checksOf()).reachability).toMatchObject({ status: 'failed' });
    expect(cluster.seen).toEqual([]);
    await knex('cluster').update({ reachability: 'reachable' });
    cluster.instead.set('/version', refusal(503, 'Unavailable', 'gone'));
    const checks = await checksOf();
    expect(checks.reachability).toMatchObject({ status: 'failed' });
    expect(
      Object.values(checks).filter(
        each => (each as { status: string }).status === 'passed',
      ),
    ).toEqual([]);
  });

  it('is for who may see it', async () => {
    decision = { result: AuthorizeResult.DENY };
    expect((await verify()).status).toBe(403);
    expect(cluster.seen).toEqual([]);
    decision = { result: AuthorizeResult.ALLOW };
    expect((await verify({}, 'nobody')).status).toBe(404);
    expect((await verify({ checks: ['all'] })).status).toBe(400);
    expect((await verify({ token: 'x' })).status).toBe(400);
    expect(cluster.seen).toEqual([]);
  });
});

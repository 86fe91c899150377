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
import { recorded, testAudit } from '../../__testUtils__/audit';
import { describeDatabases } from '../../__testUtils__/databases';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import { answer, FakeCluster } from '../../__testUtils__/FakeCluster';
import { registryOf } from '../../__testUtils__/registry';
import { policyOf, serveRoutes } from '../../__testUtils__/router';
import { EntityIndex } from '../../mapping/EntityIndex';
import { CandidateAsker } from './CandidateAsker';

const TOKEN = 'candidate-token-canary-0123456789';
const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const OPEN = { allowSkipTlsVerify: [], allowAmbientCredentials: [] };

describe('how a candidate is reached', () => {
  const SERVER = 'https://api.example.com:6443';
  const CA = '-----BEGIN CERTIFICATE-----\nours';
  const asker = (allow: string[] = []) =>
    new CandidateAsker({
      network: { allow, ...OPEN },
      credentials: [
        { key: 'k[0]', name: 'public', server: SERVER, token: TOKEN },
        {
          key: 'k[1]',
          name: 'private',
          server: SERVER,
          caData: CA,
          tokenFile: '/run/token',
        },
      ],
    });

  it.each([
    'https://169.254.169.254',
    'https://[::ffff:169.254.169.254]',
    'https://2852039166',
    'https://0xa9.0xfe.0xa9.0xfe',
    'https://127.0.0.1:6443',
    'https://localhost:6443',
    'https://10.0.0.1',
    'https://192.168.1.1',
    'https://[::1]',
    'http://api.example.com',
    'https://user:pass@api.example.com',
    'https://api.example.com?x=1',
    'file:///etc/passwd',
    'gopher://x',
    'no address',
    '',
  ])('is not at %j', server => {
    expect(asker(['169.254.0.0/16']).connectionOf({ server })).toMatchObject({
      cause: 'not-asked',
    });
  });

  it('has its addresses looked at again when it is connected to', () => {
    expect(asker(['10.0.0.0/8']).connectionOf({ server: SERVER })).toEqual({
      connection: {
        server: SERVER,
        networkPolicy: { allowPrivate: false, allow: ['10.0.0.0/8'] },
      },
    });
  });

  it('gets a token at its own address alone, by whom the operator trusts', () => {
    const of = (over: object) =>
      asker().connectionOf({ server: SERVER, credentials: 'public', ...over });
    expect(of({ server: `${SERVER}/` })).toMatchObject({
      connection: { token: TOKEN },
    });
    expect(of({ credentials: 'private' })).toMatchObject({
      connection: { tokenFile: '/run/token', caData: CA },
    });
    for (const over of [
      { server: 'https://api.evil.example:6443' },
      { server: 'https://api.example.com' },
      { server: 'https://api.example.com:6443@evil.example' },
      { server: `${SERVER}/k8s/clusters/other` },
      { caData: '-----BEGIN CERTIFICATE-----\ntheirs' },
      {
        credentials: 'private',
        caData: '-----BEGIN CERTIFICATE-----\ntheirs',
      },
      { credentials: 'nobody' },
    ]) {
      const found = of(over);
      expect(found).toMatchObject({ cause: 'not-asked' });
      expect(JSON.stringify(found)).not.toContain(TOKEN);
    }
  });

  it('is one of few in a row', () => {
    const now = { ms: 0 };
    const few = new CandidateAsker({
      network: { allow: [], ...OPEN },
      credentials: [],
      monotonic: () => now.ms,
    });
    const turns = Array.from({ length: 11 }, () => few.takeTurn());
    expect(turns.filter(waits => waits > 0)).toEqual([6]);
    now.ms += 6_000;
    expect(few.takeTurn()).toBe(0);
  });
});

describeDatabases('to verify a candidate', database => {
  let knex: Knex;
  let cluster: FakeCluster;
  let app: express.Express;
  let isAllowed: boolean;

  beforeEach(async () => {
    knex = await database.open();
    cluster = await FakeCluster.start();
    cluster.instead.set(REVIEWS, answer({ status: { allowed: true } }, 201));
    isAllowed = true;
    const { registry } = await registryOf(knex);
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
    app = await serveRoutes(
      knex,
      {
        adapters: [adapter],
        registry,
        mirror: { index: () => new EntityIndex([]) } as never,
        problems: new Map(),
      },
      {
        now: () => Date.now(),
        audit: testAudit(knex),
        permissions: policyOf(() => ({
          result: isAllowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        })),
        candidates: new CandidateAsker({
          network: { allow: ['127.0.0.1'], ...OPEN },
          credentials: [
            { key: 'k', name: 'new', server: cluster.url, token: TOKEN },
          ],
        }),
      },
    );
  });
  afterEach(() => cluster.stop());

  const verify = (body: object) =>
    request(app)
      .post('/candidates/verify')
      .set({ authorization: mockCredentials.user.header() })
      .send(body);
  const checksOf = async (over: object = {}) => {
    const response = await verify({ server: cluster.url, ...over });
    expect(response.status).toBe(200);
    expectDocumented('/candidates/verify', response.body, 'post');
    expect(JSON.stringify(response.body)).not.toContain(TOKEN);
    return Object.fromEntries(
      response.body.checks.map((check: { kind: string }) => [
        check.kind,
        check,
      ]),
    );
  };

  it('looks at it with the credentials that are named', async () => {
    const attributes = {
      region: 'eu-west-1',
      environment: 'production',
      tier: 'critical',
      owner: 'group:default/platform',
    };
    expect(await checksOf({ credentials: 'new', attributes })).toMatchObject({
      reachability: { status: 'passed' },
      identity: { status: 'passed' },
      rbac: { status: 'passed' },
      'clock-skew': { status: 'passed' },
      labels: { status: 'passed' },
      'policy-bundle': { status: 'failed' },
      'backup-schedule': { status: 'unknown' },
      'cost-agent': { status: 'unknown' },
      'metrics-agent': { status: 'failed' },
    });
    expect(await recorded(knex, ['candidate-asked'])).toMatchObject([
      { target: cluster.url, result: 'initiated' },
      { target: cluster.url, result: 'succeeded' },
    ]);
  });

  it('knows little without, and says so', async () => {
    const checks = await checksOf();
    expect(checks).toMatchObject({
      reachability: { status: 'passed' },
      rbac: { status: 'unknown', cause: 'not-asked' },
      identity: { status: 'unknown', cause: 'not-asked' },
      labels: { status: 'failed' },
      'metrics-agent': { status: 'unknown' },
    });
    expect(cluster.seen).not.toContain(REVIEWS);
  });

  it('finds one that the fleet has already', async () => {
    await knex('cluster').insert({
      id: 'c-0',
      name: 'secret-name',
      uid: 'uid-of-kube-system',
      reachability: 'reachable',
      reachability_since: 1,
      created_at: 1,
    });
    const { identity } = await checksOf({ credentials: 'new' });
    expect(identity).toMatchObject({ status: 'failed' });
    // Whoever may register clusters may not see all that there are.
    expect(JSON.stringify(identity)).not.toContain('secret-name');
  });

  it('connects to nothing that it may not, and is for who may', async () => {
    const refused = await checksOf({ server: 'https://10.0.0.1:6443' });
    expect(refused.reachability).toMatchObject({
      status: 'unknown',
      cause: 'not-asked',
      reason: expect.stringContaining('fleet.network.allow'),
    });
    expect(
      Object.values(refused).filter(
        each => (each as { status: string }).status === 'passed',
      ),
    ).toEqual([]);
    expect(await recorded(knex, ['candidate-asked'])).toEqual([]);
    isAllowed = false;
    expect((await verify({ server: cluster.url })).status).toBe(403);
    isAllowed = true;
    expect((await verify({ server: cluster.url, token: 'x' })).status).toBe(
      400,
    );
    expect(cluster.seen).toEqual([]);
  });

  it('asks no more than a few', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      await checksOf({ checks: ['reachability'] });
    }
    expect((await verify({ server: cluster.url })).status).toBe(503);
  });
});

import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import { describeDatabases } from '../__testUtils__/databases';
import fleetPlugin from '../index';
import { addressOf, documented, writing } from './document';
import { countRows } from './serveHostileWorld';

const OTHER_SITE = 'https://evil.example';
const PATHS = documented.map(
  ({ id, path, headers, types }) =>
    [id, `/api/fleet${addressOf(path)}`, headers, types] as const,
);
const BINDING = { hash: 'plan1:none', commit: '0'.repeat(40) };
const TOLD = {
  targetId: 'x',
  action: 'sync',
  reason: 'r',
  effect: 'e',
  resourceVersion: '1',
};
/** What each is told: what is not as documented is refused before it is asked who asks. */
const TOLD_TO: Record<string, object> = {
  planAction: { targetId: TOLD.targetId, action: TOLD.action },
  requestException: {
    requestKey: 'key-of-ours',
    kind: 'policy',
    scope: {},
    reason: 'r',
    expiresAt: '2027-01-01T00:00:00Z',
  },
  tellDriftOwner: { requestKey: 'key-of-ours' },
  verifyCluster: {},
  verifyCandidate: { server: 'https://cluster.example' },
  checkPreflight: { clusters: ['c-0'] },
  changePrices: {
    rows: [{ currency: 'EUR', validFrom: '2027-01-01' }],
  },
  requestPromotion: {
    ...BINDING,
    component: 'component:default/cart',
    from: 'eu',
    to: 'us',
  },
  approvePromotion: BINDING,
  overridePromotionGate: {
    ...BINDING,
    gate: 'health',
    wave: 'us/all/1',
    seen: [],
    reason: 'r',
  },
  stopPromotion: { reason: 'r' },
  rollBackPromotion: { reason: 'r' },
  notePromotionChange: {
    ...BINDING,
    wave: 'us/all/1',
    key: 'k',
    reference: 'https://git.example/1',
  },
  approveException: { version: 1 },
  withdrawException: { version: 1, reason: 'r' },
  renewException: {
    version: 1,
    reason: 'r',
    expiresAt: '2027-01-01T00:00:00Z',
  },
};

describeDatabases('requests of other sites', database => {
  let knex: Knex;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    knex = await database.open();
    backend = await startTestBackend({
      features: [
        fleetPlugin,
        catalogServiceMock.factory(),
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => ({ getClient: async () => knex }),
        }),
        // As a portal does it: who says nothing is nobody.
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.none(),
        }),
        mockServices.rootConfig.factory({ data: {} }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
  });

  it.each(PATHS)('%s answers nobody who shows no token', async (_, path) => {
    const token = mockCredentials.user.token();
    for (const headers of [
      {},
      { cookie: `backstage-auth=${token}` },
      { cookie: `token=${token}; Authorization=Bearer ${token}` },
      { 'x-backstage-token': token },
      { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` },
      { authorization: 'Bearer undefined' },
    ]) {
      const response = await request(backend.server)
        .get(path)
        .set({ ...headers, origin: OTHER_SITE });
      expect([headers, response.status]).toEqual([headers, 401]);
      expect(response.headers['content-type']).toMatch(/^application\/json/);
    }
    const query = await request(backend.server).get(`${path}?token=${token}`);
    expect(query.status).toBe(401);
  });

  it.each(PATHS)(
    '%s lets no other site read it',
    async (_, path, headersOf, types) => {
      const asked = await request(backend.server)
        .get(path)
        .set(headersOf)
        .set('origin', OTHER_SITE);
      expect([200, 404]).toContain(asked.status);
      const preflight = await request(backend.server)
        .options(path)
        .set('origin', OTHER_SITE)
        .set('access-control-request-method', 'GET')
        .set('access-control-request-headers', 'authorization');
      for (const { headers } of [asked, preflight]) {
        for (const name of Object.keys(headers)) {
          expect(name).not.toMatch(/^access-control-/);
        }
      }
      expect([...types, 'application/json']).toContain(
        asked.headers['content-type'].split(';')[0],
      );
      expect(asked.headers['x-content-type-options']).toBe('nosniff');
    },
  );

  it.each(writing.map(({ id, path }) => [id, `/api/fleet${addressOf(path)}`]))(
    '%s does nothing for who shows no token, and takes no form',
    async (id, path) => {
      const body = TOLD_TO[id] ?? TOLD;
      const nobody = await request(backend.server).post(path).send(body);
      expect(nobody.status).toBe(401);
      // As far as a form of another site gets without being asked first.
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
      ]) {
        const form = await request(backend.server)
          .post(path)
          .set('authorization', mockCredentials.user.header())
          .set('content-type', type)
          .send(JSON.stringify(body));
        expect([400, 415]).toContain(form.status);
      }
      expect(await knex('action_run')).toEqual([]);
      expect(await knex('exception')).toEqual([]);
      expect(await knex('exception_approval')).toEqual([]);
      expect(await knex('drift_told')).toEqual([]);
      expect(await knex('promotion')).toEqual([]);
    },
  );

  it('changes nothing by what can be asked from a link', async () => {
    const before = await countRows(knex);
    for (const [, path] of PATHS) {
      for (const method of ['get', 'head'] as const) {
        await request(backend.server)
          [method](path)
          .set('authorization', mockCredentials.user.header());
      }
      for (const method of ['post', 'put', 'patch', 'delete'] as const) {
        const response = await request(backend.server)
          [method](path)
          .set('authorization', mockCredentials.user.header())
          .type('text/plain')
          .send('{"a":1}');
        expect([method, response.status >= 400]).toEqual([method, true]);
        expect(response.status).toBeLessThan(500);
      }
    }
    expect(await countRows(knex)).toEqual(before);
  });

  it.each([
    '/<script>alert(1)</script>',
    '/clusters?text=<script>alert(1)</script>&zzz=<script>',
    '/clusters/<script>alert(1)</script>',
    '/clusters/%3Cscript%3Ealert(1)%3C%2Fscript%3E/workloads?limit=<b>',
    '/components/<b>/<b>/<b>',
    '/%E0%A4%A',
    '/..%2f..%2fhealth',
  ])('answers %s with no page', async path => {
    const response = await request(backend.server)
      .get(`/api/fleet${path}`)
      .set('authorization', mockCredentials.user.header());
    expect(response.status).toBeLessThan(500);
    expect(response.headers['content-type'] ?? 'nothing').toMatch(
      /^application\/json|^nothing/,
    );
    expect(response.headers['x-content-type-options']).toBe('nosniff');
  });
});

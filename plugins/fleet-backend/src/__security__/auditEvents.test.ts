import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { fleetClusterSourcesExtensionPoint } from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import request from 'supertest';
import { auditEvent, auditEventList } from '../__testUtils__/auditEvents';
import { describeDatabases } from '../__testUtils__/databases';
import fleetPlugin from '../index';

const TOKEN = 'canary-token-of-an-api-server-0123456789';

/** A cluster that is known, and not asked for anything. */
const sources = createBackendModule({
  pluginId: 'fleet',
  moduleId: 'test-clusters',
  register(env) {
    env.registerInit({
      deps: { clusters: fleetClusterSourcesExtensionPoint },
      async init({ clusters }) {
        clusters.addClusterSource({
          id: 'test',
          title: 'Test',
          connect: connection =>
            connection.replaceClusters([
              {
                name: 'prod-a',
                origin: 'operator',
                access: { type: 'not-asked', reason: 'a test' },
              },
            ]),
        });
      },
    });
  },
});

describeDatabases('what API servers send to the portal', database => {
  let knex: Knex;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  const start = async (fleet: object) => {
    knex = await database.open();
    backend = await startTestBackend({
      features: [
        fleetPlugin,
        sources,
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
        mockServices.rootConfig.factory({ data: { fleet } as never }),
      ],
    });
  };
  afterEach(() => backend?.stop());

  const sent = (token: string, cluster = 'prod-a') => {
    const at = new Date(Date.now() - 1_000).toISOString();
    return request(backend.server)
      .post(`/api/fleet/audit-events/${cluster}?timeout=30s`)
      .set('authorization', `Bearer ${token}`)
      .send(
        auditEventList(
          auditEvent({ requestReceivedTimestamp: at, stageTimestamp: at }),
        ),
      );
  };

  it('needs no token of the portal, opens nothing else, and is told to nobody', async () => {
    await start({
      drift: { auditWebhooks: [{ cluster: 'prod-a', token: TOKEN }] },
    });
    const answer = await sent(TOKEN);
    expect([answer.status, answer.body]).toEqual([200, {}]);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(await knex('cluster_write')).toMatchObject([
      { username: 'alice@example.com' },
    ]);
    const [wrong, unknown, portal] = [
      await sent(`${TOKEN}x`),
      await sent(TOKEN, 'prod-b'),
      await request(backend.server)
        .post('/api/fleet/audit-events/prod-a')
        .set('authorization', mockCredentials.user.header())
        .send(auditEventList()),
    ];
    for (const { status, body } of [wrong, unknown, portal]) {
      expect(status).toBe(401);
      expect(body).toEqual(wrong.body);
    }
    // The token is of no use for anything else.
    for (const path of ['/overview', '/drift', '/health', '/audit-eventsx']) {
      const asked = await request(backend.server)
        .get(`/api/fleet${path}`)
        .set('authorization', `Bearer ${TOKEN}`);
      expect([path, asked.status]).toEqual([path, 401]);
    }
    for (const method of ['get', 'put', 'delete'] as const) {
      const asked = await request(backend.server)
        [method]('/api/fleet/audit-events/prod-a')
        .set('authorization', `Bearer ${TOKEN}`);
      expect(asked.status).toBeGreaterThanOrEqual(400);
      expect(asked.status).toBeLessThan(500);
    }
  });

  it('is taken from nobody where no API server may send anything', async () => {
    await start({});
    const { status } = await sent(TOKEN);
    expect([401, 404]).toContain(status);
    expect(await knex('cluster_write')).toEqual([]);
  });
});

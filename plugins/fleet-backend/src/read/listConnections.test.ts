import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  Connection,
  ConnectionPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import type express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { describeDatabases } from '../__testUtils__/databases';
import { startEngine, TestSource } from '../__testUtils__/engine';
import { expectDocumented } from '../__testUtils__/expectDocumented';
import { serveRoutes } from '../__testUtils__/router';
import type { FleetEngine } from '../FleetEngine';

const CERTIFICATE = `-----BEGIN CERTIFICATE-----
TUlJQg==
-----END CERTIFICATE-----
`;
const CANARY = 'c4n4ry';

/** A record with something secret wherever something secret may stand. */
function withCanaries(name: string): ClusterRecord {
  return {
    name,
    title: 'Production',
    origin: 'operator',
    kubernetesPlugin: {
      authProvider: 'aws',
      authMetadata: {
        'kubernetes.io/auth-provider': 'aws',
        'kubernetes.io/aws-assume-role': 'arn:aws:iam::1:role/reader',
        'kubernetes.io/aws-external-id': CANARY,
        serviceAccountToken: CANARY,
      },
    },
    access: {
      type: 'direct',
      connection: {
        server: `https://api.example/path?token=${CANARY}`,
        caData: `${CERTIFICATE}-----BEGIN PRIVATE KEY-----\n${CANARY}\n-----END PRIVATE KEY-----\n`,
        tlsServerName: 'inner.example',
        token: CANARY,
        tokenFile: `/run/${CANARY}`,
        clientCertificate: CANARY,
        clientKey: CANARY,
        networkPolicy: { allowPrivate: true, allow: [CANARY] },
      },
    },
  };
}

const direct = (
  name: string,
  server: string,
  over: Partial<ClusterRecord> = {},
): ClusterRecord => ({
  name,
  origin: 'operator',
  access: { type: 'direct', connection: { server } },
  ...over,
});

/** One that cannot read its origin: it tells a problem, and no set. */
class FailingSource extends TestSource {
  async connect(connection: TestSource['connection']): Promise<void> {
    this.connection = connection;
    connection.replaceProblems([{ key: 'fleet.hubs[0]', message: 'is down' }]);
  }
}

describeDatabases('listConnections', database => {
  let knex: Knex;
  const engines: FleetEngine[] = [];

  beforeEach(async () => {
    knex = await database.open();
  });

  afterEach(async () => {
    await Promise.all(engines.splice(0).map(engine => engine.stop()));
  });

  async function start(sources: TestSource[]) {
    const { engine, idOf } = await startEngine(knex, sources);
    engines.push(engine);
    const app = await serveRoutes(knex, engine);
    return { engine, idOf, app };
  }

  const ask = (app: express.Express, path = '/connections') =>
    request(app)
      .get(path)
      .set(
        'authorization',
        mockCredentials.service.header({
          onBehalfOf: mockCredentials.service('plugin:catalog'),
          targetPluginId: 'fleet',
        }),
      );

  async function pageOf(app: express.Express): Promise<ConnectionPage> {
    const response = await ask(app);
    expect(response.status).toBe(200);
    expectDocumented('/connections', response.body);
    return response.body;
  }

  const named = ({ items }: ConnectionPage, name: string): Connection => {
    const found = items.find(item => item.name === name);
    if (!found) throw new Error(`'${name}' is not among ${items.length}`);
    return found;
  };

  it('tells how clusters are reached, and nothing secret', async () => {
    const { app, idOf } = await start([
      new TestSource('kubernetes', [withCanaries('prod')]),
      new TestSource('hub:ocm:hub', [
        direct('spoke', 'https://spoke.example', {
          origin: 'hub',
          hub: { cluster: 'hub', name: 'spoke' },
          access: {
            type: 'direct',
            connection: {
              server: 'https://spoke.example',
              skipTlsVerify: true,
              tokenProvider: {
                key: 'ocm:hub/spoke/reader',
                getToken: async () => ({ token: CANARY }),
              },
            },
          },
        }),
        {
          name: 'hidden',
          origin: 'hub',
          access: {
            type: 'not-asked',
            server: `https://user:${CANARY}@hidden.example/?t=${CANARY}`,
            reason: 'nobody may',
          },
        },
        direct('certified', 'https://certified.example', {
          access: {
            type: 'direct',
            connection: {
              server: 'https://certified.example',
              clientCertificate: CANARY,
              clientKey: CANARY,
            },
          },
        }),
        direct('open', 'https://open.example'),
      ]),
    ]);
    await knex('cluster').update({
      reachability: 'unreachable',
      reachability_reason: 'connection refused',
      last_seen_at: 2_000,
    });
    const page = await pageOf(app);
    expect(JSON.stringify(page)).not.toContain(CANARY);
    expect(named(page, 'prod')).toMatchObject({
      id: idOf('prod'),
      aliases: [],
      title: 'Production',
      lifecycle: 'in-use',
      reachability: {
        state: 'unreachable',
        reason: 'connection refused',
        lastSeenAt: new Date(2_000).toISOString(),
      },
      access: {
        type: 'direct',
        source: 'kubernetes',
        origin: 'operator',
        server: 'https://api.example/path',
        caData: CERTIFICATE,
        tlsServerName: 'inner.example',
      },
      authentication: {
        type: 'token',
        kubernetesPlugin: {
          authProvider: 'aws',
          authMetadata: {
            'kubernetes.io/auth-provider': 'aws',
            'kubernetes.io/aws-assume-role': 'arn:aws:iam::1:role/reader',
          },
        },
      },
      sources: ['kubernetes'],
      names: [{ name: 'prod', givenBy: 'operator', present: true }],
      attributes: { region: { evidence: { source: 'none' } } },
    });
    expect(named(page, 'spoke')).toMatchObject({
      names: [{ givenBy: 'hub' }],
      access: { skipTlsVerify: true, origin: 'hub' },
      authentication: { type: 'provider', provider: 'ocm:hub/spoke/reader' },
    });
    expect(named(page, 'hidden')).toMatchObject({
      access: {
        type: 'not-asked',
        reason: 'nobody may',
        server: 'https://hidden.example',
      },
      authentication: { type: 'unknown' },
    });
    expect(named(page, 'certified').authentication).toEqual({
      type: 'client-certificate',
    });
    expect(named(page, 'open').authentication).toEqual({ type: 'none' });
    expect(page).toMatchObject({ complete: true });
  });

  it('answers no person, whatever they are permitted', async () => {
    const { app } = await start([
      new TestSource('kubernetes', [withCanaries('prod')]),
    ]);
    for (const token of [
      mockCredentials.user.header(),
      // A back end that asks in a person's name.
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.user(),
        targetPluginId: 'fleet',
      }),
    ]) {
      const response = await request(app)
        .get('/connections')
        .set('authorization', token);
      expect(response.status).toBe(403);
      expect(response.text).not.toContain('api.example');
    }
    const nobody = await request(app)
      .get('/connections')
      .set('authorization', mockCredentials.none.header());
    expect(nobody.status).toBe(401);
  });

  it('says which sources have not told all, and until when', async () => {
    const hub = new FailingSource('hub:ocm:hub');
    const good = new TestSource('kubernetes', [direct('a', 'https://a.test')]);
    const first = await start([
      good,
      new TestSource('hub:ocm:hub', [direct('b', 'https://b.test')]),
    ]);
    const id = first.idOf('b');
    await Promise.all(engines.splice(0).map(engine => engine.stop()));
    // After a restart the hub does not answer.
    const { app } = await start([good, hub]);
    const page = await pageOf(app);
    expect(page.complete).toBe(false);
    expect(page.sources).toEqual([
      { id: 'kubernetes', title: 'Test', complete: true },
      {
        id: 'hub:ocm:hub',
        title: 'Test',
        complete: false,
        reason: 'fleet.hubs[0]: is down',
      },
    ]);
    expect(named(page, 'b')).toMatchObject({
      id,
      lifecycle: 'in-use',
      access: { type: 'unknown', server: 'https://b.test' },
      authentication: { type: 'unknown' },
      sources: ['hub:ocm:hub'],
    });
    await hub.connection.replaceClusters([direct('b', 'https://b.test')]);
    expect(await pageOf(app)).toMatchObject({ complete: true });
    hub.connection.replaceProblems([{ key: 'fleet.hubs[0]', message: 'x' }]);
    expect(await pageOf(app)).toMatchObject({ complete: false });
    // A problem that comes with a set is no reason to doubt the set.
    await hub.connection.replaceClusters([]);
    const gone = await pageOf(app);
    expect(gone.complete).toBe(true);
    expect(named(gone, 'b')).toMatchObject({
      id,
      lifecycle: 'removed',
      removedAt: expect.any(String),
      sources: [],
      names: [{ source: 'hub:ocm:hub', leftAt: expect.any(String) }],
      access: { type: 'unknown' },
    });
  });

  it('tells a source that failed to start from one that told nothing', async () => {
    class BrokenSource extends TestSource {
      async connect(): Promise<void> {
        throw new Error(`no ${CANARY}`);
      }
    }
    const { app } = await start([
      new BrokenSource('broken'),
      new TestSource('empty'),
    ]);
    const page = await pageOf(app);
    expect(page.sources.map(({ complete }) => complete)).toEqual([false, true]);
    expect(JSON.stringify(page)).not.toContain(CANARY);
  });

  it('leads ids that became part of another to it', async () => {
    const { engine, app, idOf } = await start([
      new TestSource('one', [direct('a', 'https://a.test')]),
      new TestSource('two', [
        direct('b', 'https://b.test', { title: 'Called so now' }),
      ]),
    ]);
    const [a, b] = [idOf('a'), idOf('b')];
    await engine.registry.confirmMerge(b, a, 'they are one');
    const page = await pageOf(app);
    expect(page.items).toHaveLength(1);
    expect(page.items[0]).toMatchObject({
      id: a,
      aliases: [b],
      title: 'Called so now',
      sources: ['one', 'two'],
    });
  });

  it('gives names that no other has, and lets nobody take one over', async () => {
    const { app } = await start([
      new TestSource('hub:x', [
        direct('prod', 'https://evil.test', { origin: 'hub' }),
      ]),
      new TestSource('mine', [direct('prod', 'https://prod.test')]),
      new TestSource('other', [direct('prod', 'https://other.test')]),
    ]);
    const { items } = await pageOf(app);
    expect(
      Object.fromEntries(items.map(item => [item.access.server, item.name])),
    ).toMatchObject({ 'https://evil.test': 'hub:x/prod' });
    const names = items.map(({ name }) => name);
    expect(new Set(names).size).toBe(3);
    expect(names).toContain('prod');
  });

  it('is paged, and not sent again while it is right', async () => {
    const source = new TestSource(
      'many',
      [1, 2, 3, 4, 5].map(each => direct(`n-${each}`, `https://${each}.test`)),
    );
    const { app } = await start([source]);
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await ask(
        app,
        `/connections?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      expect(body.items.length).toBeLessThanOrEqual(2);
      ids.push(...body.items.map(({ id }: Connection) => id));
      cursor = body.nextCursor;
    } while (cursor);
    expect(new Set(ids).size).toBe(5);
    expect(ids).toEqual([...ids].sort());

    const { etag } = (await ask(app)).headers;
    const same = await ask(app).set('if-none-match', etag);
    expect([same.status, same.text]).toEqual([304, '']);
    await source.connection.replaceClusters([]);
    const other = await ask(app).set('if-none-match', etag);
    expect(other.status).toBe(200);
  });
});

import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import Router from 'express-promise-router';
import type { FleetService } from './FleetService';
import { fleetServiceRef } from './fleetServiceRef';

type Asked = { path: string; query: Record<string, string>; principal: string };

/** A fleet that answers as a test says, and the service as another plugin has it. */
async function start(
  answer: (asked: Asked) => { status?: number; etag?: string; body?: object },
  options: { withFleet?: boolean } = {},
) {
  const asked: Asked[] = [];
  let fleet: FleetService | undefined;
  let auth: typeof coreServices.auth.T | undefined;
  const consumer = createBackendPlugin({
    pluginId: 'consumer',
    register(env) {
      env.registerInit({
        deps: { fleet: fleetServiceRef, auth: coreServices.auth },
        async init(deps) {
          fleet = deps.fleet;
          auth = deps.auth;
        },
      });
    },
  });
  const fleetPlugin = createBackendPlugin({
    pluginId: 'fleet',
    register(env) {
      env.registerInit({
        deps: {
          http: coreServices.httpRouter,
          httpAuth: coreServices.httpAuth,
        },
        async init({ http, httpAuth }) {
          const router = Router();
          router.use(async (request, response) => {
            const { principal } = await httpAuth.credentials(request);
            const question = {
              path: request.path,
              query: request.query as Record<string, string>,
              principal: JSON.stringify(principal),
            };
            asked.push(question);
            const { status = 200, etag, body } = answer(question);
            if (etag) response.set('etag', etag);
            if (etag && request.headers['if-none-match'] === etag) {
              response.status(304).end();
            } else response.status(status).json(body);
          });
          http.use(router);
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      consumer,
      ...(options.withFleet === false ? [] : [fleetPlugin]),
      mockServices.rootLogger.factory({ level: 'none' }),
    ],
  });
  return {
    asked,
    stop: () => backend.stop(),
    fleet: fleet as FleetService,
    credentials: await auth!.getOwnServiceCredentials(),
  };
}

const connection = (id: string) => ({ id } as never);
const source = (id: string, complete = true) => ({ id, title: id, complete });

describe('fleetServiceRef', () => {
  let stop = async () => {};
  afterEach(async () => {
    await stop();
  });

  async function begin(...args: Parameters<typeof start>) {
    const started = await start(...args);
    stop = async () => {
      await started.stop();
      stop = async () => {};
    };
    return started;
  }

  it('asks in the name of whoever asks', async () => {
    const { fleet, credentials, asked } = await begin(() => ({ body: {} }));
    await fleet.getCluster('c-1', { credentials });
    await fleet.listClusters({ limit: 2 }, { credentials });
    await fleet.getComponent(
      { kind: 'component', namespace: 'default', name: 'cart' },
      {},
      { credentials },
    );
    await fleet.listClusterStatements(
      'c-1',
      { type: ['lease'] },
      { credentials },
    );
    await fleet.listExceptions({ state: ['expiring'] }, { credentials });
    await fleet.getException('e-1', { credentials });
    await fleet.requestException(
      {
        requestKey: 'made-up-anew',
        kind: 'freeze',
        scope: { subjects: ['year-end'] },
        reason: 'A fix of a hole.',
        expiresAt: '2027-01-01T00:00:00Z',
      },
      { credentials },
    );
    await fleet.getDriftEpisode('d/1', { credentials });
    await fleet.getPromotionPlan(
      {
        component: 'component:default/cart',
        from: 'staging',
        to: 'production',
      },
      { credentials },
    );
    await fleet.getPromotion('p/1', { credentials });
    const binding = { hash: 'plan1:h', commit: 'c' };
    await fleet.requestPromotion(
      {
        ...binding,
        component: 'component:default/cart',
        from: 'staging',
        to: 'production',
      },
      { credentials },
    );
    await fleet.rollBackPromotion('p-1', { reason: 'r' }, { credentials });
    await fleet.getPromotionChanges(
      'p-1',
      { wave: 'production/rest/1', direction: 'roll-back' },
      { credentials },
    );
    await fleet.notePromotionChange(
      'p-1',
      {
        ...binding,
        wave: 'production/rest/1',
        key: 'promote1:k',
        reference: 'https://git.example.com/pulls/1',
      },
      { credentials },
    );
    expect(asked.map(({ path }) => path)).toEqual([
      '/clusters/c-1',
      '/clusters',
      '/components/component/default/cart',
      '/clusters/c-1/statements',
      '/exceptions',
      '/exceptions/e-1',
      '/exceptions',
      '/drift/d%2F1',
      '/promotions/plan',
      '/promotions/p%2F1',
      '/promotions',
      '/promotions/p-1/roll-back',
      '/promotions/p-1/changes',
      '/promotions/p-1/changes',
    ]);
    const ofChanges = asked.find(({ path }) => path.endsWith('/changes'));
    expect(ofChanges?.query).toEqual({
      wave: 'production/rest/1',
      direction: 'roll-back',
    });
    expect(asked[1].query).toEqual({ limit: '2' });
    expect(asked[0].principal).toContain('plugin:consumer');
  });

  it('reads all pages, and none while they are right', async () => {
    let etag = '"1"';
    const { fleet, credentials, asked } = await begin(({ query }) =>
      query.cursor
        ? {
            etag,
            body: {
              items: [connection('b')],
              sources: [source('one'), source('two', false)],
              complete: false,
            },
          }
        : {
            etag: '"first"',
            body: {
              items: [connection('a')],
              sources: [source('one'), source('two')],
              complete: true,
              nextCursor: 'next',
            },
          },
    );
    const all = await fleet.listConnections({ credentials });
    expect(all?.connections).toEqual([{ id: 'a' }, { id: 'b' }]);
    // It was not complete all the while.
    expect(all?.complete).toBe(false);
    expect(all?.sources.map(({ complete }) => complete)).toEqual([true, false]);
    expect(asked).toHaveLength(2);
    await expect(
      fleet.listConnections({ credentials, unless: all?.version }),
    ).resolves.toBeUndefined();
    expect(asked).toHaveLength(4);
    etag = '"2"';
    const changed = await fleet.listConnections({
      credentials,
      unless: all?.version,
    });
    expect(changed?.version).not.toBe(all?.version);
  });

  it('says in the words of the fleet why it refuses', async () => {
    const { name, message } = new NotAllowedError('This is not for you');
    const { fleet, credentials } = await begin(() => ({
      status: 403,
      body: { error: { name, message } },
    }));
    await expect(fleet.listConnections({ credentials })).rejects.toMatchObject({
      name: 'NotAllowedError',
      status: 403,
      message: 'This is not for you',
    });
  });

  it('says that the fleet fails, is not installed, or cannot be reached', async () => {
    const failing = await begin(() => ({ status: 500, body: {} }));
    const { credentials } = failing;
    await expect(
      failing.fleet.getCluster('c-1', { credentials }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('failed with 500'),
    });
    await stop();
    await expect(
      failing.fleet.getCluster('c-1', { credentials }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('cannot be reached'),
    });
    const without = await begin(() => ({}), { withFleet: false });
    await expect(
      without.fleet.getCluster('c-1', { credentials: without.credentials }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('is installed'),
    });
  });

  it('gives up when it is told to', async () => {
    const { fleet, credentials } = await begin(() => ({ body: {} }));
    await expect(
      fleet.getCluster('c-1', { credentials, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});

import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { fleetPermissions } from '@fleetview/backstage-plugin-fleet-common';
import type express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { insertEpisode } from '../__testUtils__/drift';
import { insertException } from '../__testUtils__/exceptions';
import { insertRollout } from '../__testUtils__/rollouts';
import { insertCluster, NO_CONFIG } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { startEngine } from '../__testUtils__/engine';
import { expectDocumented } from '../__testUtils__/expectDocumented';
import { insertPromotion } from '../__testUtils__/insertPromotion';
import { promotionConfigOf } from '../__testUtils__/promotions';
import { insertRun } from '../__testUtils__/runs';
import { policyOf, serveRoutes } from '../__testUtils__/router';
import type { FleetEngine } from '../FleetEngine';
import { spec } from '../schema/openapi.generated';
import { operations } from './operations';

const NOW = 1_800_000_000_000;

type Path = {
  [Each in keyof typeof spec.paths]: (typeof spec.paths)[Each] extends {
    get: unknown;
  }
    ? Each
    : never;
}[keyof typeof spec.paths];
/** What is read; what can be told is in `actions.test.ts`. */
const PATHS = Object.entries(spec.paths).flatMap(([path, methods]) =>
  'get' in methods ? [path as Path] : [],
);
const EXPORT: Path = '/audit/export';

/** Who asks it: some operations answer other back ends only. */
const tokenOf = (path: Path) =>
  'x-principals' in spec.paths[path].get
    ? mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('plugin:catalog'),
        targetPluginId: 'fleet',
      })
    : mockCredentials.user.header();

/** Without which a permission is worth nothing: whoever changes something has to be able to read it. */
const readingOf = (permission: string) =>
  permission.replace(/^(fleet\.promotion)\.(promote|approve)$/, '$1.read');

/** Of what has a permission of its own, beside clusters and what runs on them. */
const isOfThings = (permission: string) =>
  /^fleet\.(finding|allocation|promotion)\./.test(permission);

const urlOf = (path: Path) =>
  path
    .replace('{clusterId}', 'c-1')
    .replace('{rolloutId}', 'r-1')
    .replace('{instanceId}', 'i-1')
    .replace('{runId}', 'run-1')
    .replace('{exceptionId}', 'e-1')
    .replace('{episodeId}', 'd-1')
    .replace('{promotionId}', 'p-1')
    .replace(
      /^\/promotions\/(pipeline|plan)$/,
      '$&?component=component%3Adefault%2Fcart',
    )
    .replace(/^\/promotions\/plan\?.*$/, '$&&from=staging&to=production')
    .replace(/^\/promotions\/.*\/changes$/, '$&?wave=production%2Fall%2F1')
    .replace(/^\/drift\/groups$/, '$&?by=class')
    .replace('{kind}/{namespace}/{name}', 'Component/default/Checkout')
    .replace(
      /^\/cost\/(releases|promotion)$/,
      '$&?component=component%3Adefault%2Fcheckout',
    )
    .replace(/^\/skew\/compare$/, '$&?cluster=c-1');

describeDatabases('the routes', database => {
  let knex: Knex;
  let engine: FleetEngine;
  let app: express.Express;
  let allowed: Set<string>;
  let asked: string[];

  beforeAll(async () => {
    knex = await database.open();
    ({ engine } = await startEngine(knex, [], {
      config: { ...NO_CONFIG, promotions: promotionConfigOf() },
    }));
    for (const id of ['c-1', 'c-2', 'c-3']) await insertCluster(knex, id);
    await insertRollout(knex, 'r-1', 'c-1');
    await insertException(knex, 'e-1');
    await insertEpisode(knex, { id: 'd-1', entity_ref: '' });
    await insertPromotion(knex, { id: 'p-1', clusters: ['c-1'] });
    const place = { namespace: 'shop', entity_ref: '' };
    await knex('instance').insert({
      ...place,
      id: 'i-1',
      cluster_id: 'c-1',
      health: 'healthy',
      sync: 'synced',
      stale: false,
      since: 1_000,
      hash: 'x',
      data: JSON.stringify({
        ...place,
        environment: 'unassigned',
        version: { settled: true },
        replicas: {},
        workloadIds: [],
        deliveryIds: [],
        engines: [],
        drift: 0,
      }),
    });
    await insertRun(knex, {
      id: 'run-1',
      instance_id: 'i-1',
      observer: 'c-1',
      subject: 'c-1',
      home_namespace: 'shop',
      home_entity: '',
    });
    app = await serveRoutes(knex, engine, {
      now: () => NOW,
      permissions: policyOf(permission => {
        asked.push(permission);
        return {
          result: allowed.has(permission)
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
        };
      }),
    });
  });

  beforeEach(() => {
    asked = [];
    allowed = new Set(fleetPermissions.map(({ name }) => name));
  });

  afterAll(async () => {
    await engine.stop();
  });

  it.each(PATHS.filter(path => path !== EXPORT))(
    '%s answers as documented, for this request alone',
    async path => {
      const response = await request(app)
        .get(urlOf(path))
        .set('authorization', tokenOf(path));
      expect(response.status).toBe(200);
      expectDocumented(path, response.body);
      expect(response.headers['cache-control']).toBe('private, no-cache');
    },
  );

  it.each(PATHS)('%s answers nobody who may not', async path => {
    const permission: string = spec.paths[path].get['x-permission'];
    allowed.delete(permission);
    const response = await request(app)
      .get(urlOf(path))
      .set('authorization', tokenOf(path));
    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain(`'${permission}'`);
    // What may be seen of it is decided with it.
    const { acts, waives, promotes, alsoShows } =
      operations[spec.paths[path].get.operationId];
    expect(asked).toEqual(
      permission === 'fleet.audit.read'
        ? [permission]
        : [
            'fleet.cluster.read',
            'fleet.instance.read',
            ...(acts ? ['fleet.instance.act'] : []),
            ...(isOfThings(permission) ? [readingOf(permission)] : []),
            ...(alsoShows ? [alsoShows.name] : []),
            ...(waives ? ['fleet.finding.waive', 'fleet.finding.approve'] : []),
            ...(promotes
              ? ['fleet.promotion.promote', 'fleet.promotion.approve']
              : []),
          ],
    );
    expect(JSON.stringify(response.body)).not.toContain('name-of-c-1');
  });

  it.each(PATHS)('%s asks for no more than it needs', async path => {
    const { operationId } = spec.paths[path].get;
    const permission: string = spec.paths[path].get['x-permission'];
    allowed = new Set([
      permission,
      readingOf(permission),
      // A promotion is told to who may see all that it goes to.
      ...(path.startsWith('/promotions/{') ? ['fleet.instance.read'] : []),
      // What was found and spent, and what drifts, is told of clusters that may be seen.
      ...(isOfThings(permission) || path === '/drift/{episodeId}'
        ? ['fleet.cluster.read']
        : []),
    ]);
    const { status } = await request(app)
      .get(urlOf(path))
      .set('authorization', tokenOf(path));
    // The fleet as a whole is for who may see all of it.
    expect(status).toBe(operations[operationId].isAboutAll ? 403 : 200);
  });

  it.each([
    ['post', '/clusters'],
    ['delete', '/clusters/c-1'],
    ['put', '/clusters/c-1'],
    ['patch', '/overview'],
  ] as const)('serve no %s %s', async (method, path) => {
    const response = await request(app)[method](path).send({});
    expect([404, 405, 400]).toContain(response.status);
    expect(asked).toEqual([]);
    expect(await knex('cluster').pluck('id')).toHaveLength(3);
  });

  it.each([
    ['an unknown parameter', '/clusters?passwords=1'],
    ['an unknown parameter of a list', '/clusters/c-1/workloads?expression=1'],
    ['an unknown sort', '/clusters?sort=uid'],
    ['an unknown state', '/clusters?health=fine'],
    ['no limit at all', '/clusters?limit=0'],
    ['a limit beyond all', '/clusters?limit=501'],
    ['a limit that is none', '/clusters?limit=many'],
    ['a text without end', `/clusters?text=${'x'.repeat(201)}`],
    ['too many values', `/clusters?${'region=x&'.repeat(51)}`],
    ['an id without end', `/clusters/${'x'.repeat(65)}`],
    ['a revision that is none', '/changes?since=-1'],
    ['a cursor that is none', '/clusters?cursor=x'],
    ['a NUL in a text', '/clusters?text=%00'],
    ['a NUL in a value', '/clusters?region=%00'],
    ['a NUL in an id', '/clusters/%00'],
    ['a NUL in a name', '/components/component/default/%00'],
  ])('refuse %s', async (_, path) => {
    const response = await request(app).get(path);
    expect(response.status).toBe(400);
    expect(response.body.error.name).toBe('InputError');
  });

  it('take one value and several of a parameter, and numbers as numbers', async () => {
    const one = await request(app).get(
      '/clusters?reachability=reachable&limit=2',
    );
    expect(one.body.items).toHaveLength(2);
    const two = await request(app).get(
      '/clusters?reachability=pending&reachability=reachable',
    );
    expect(two.body.items).toHaveLength(3);
    const next = await request(app).get(
      `/clusters?reachability=reachable&limit=2&cursor=${one.body.nextCursor}`,
    );
    expect(next.body.items).toHaveLength(1);
    const changes = await request(app).get('/changes?since=0');
    expect(changes.body).toMatchObject({ changed: true });
    const same = await request(app).get(
      `/changes?since=${changes.body.revision}`,
    );
    expect(same.body).toMatchObject({ changed: false });
  });

  it('tell what is not there', async () => {
    const response = await request(app).get('/clusters/c-9');
    expect(response.status).toBe(404);
    expect(response.body.error.message).toContain("'c-9'");
  });

  it('answer no body while nothing changed', async () => {
    const first = await request(app).get('/changes');
    const again = await request(app)
      .get('/changes')
      .set('if-none-match', first.headers.etag);
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
    await knex('revision').increment('value', 1);
    const changed = await request(app)
      .get('/changes')
      .set('if-none-match', first.headers.etag);
    expect(changed.status).toBe(200);
    expect(changed.body.revision).toBe(first.body.revision + 1);
  });

  it('ask whether one may before they say that nothing changed', async () => {
    const first = await request(app).get('/changes');
    allowed.clear();
    const again = await request(app)
      .get('/changes')
      .set('if-none-match', first.headers.etag);
    expect(again.status).toBe(403);
  });

  it('find an entity whatever the case of its reference', async () => {
    const { body } = await request(app).get(
      '/components/COMPONENT/Default/CheckOut',
    );
    expect(body.entityRef).toBe('component:default/checkout');
  });
});

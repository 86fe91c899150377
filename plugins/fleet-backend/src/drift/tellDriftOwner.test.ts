import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  fleetInstanceActPermission,
  fleetInstanceReadPermission,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  createFleetInstanceConditionalDecision,
  fleetInstanceConditions,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import type express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { recorded, testAudit } from '../__testUtils__/audit';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { insertEpisode } from '../__testUtils__/drift';
import { startEngine } from '../__testUtils__/engine';
import { policyOf, serveRoutes } from '../__testUtils__/router';
import { forgetDrift } from '../derive/drift/forgetDrift';
import type { FleetEngine } from '../FleetEngine';
import { EntityIndex } from '../mapping/EntityIndex';
import { SETTINGS } from '../notifications/__testUtils__/notifications';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-11-30T09:00:00Z');
const SHOP = 'group:default/shop';
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

describeDatabases('telling the owner of drift', database => {
  let knex: Knex;
  let engine: FleetEngine;
  let app: express.Express;
  let now: number;
  let telling: FleetEngine['telling'];
  let decisions: Record<string, PolicyDecision>;
  let count: number;

  beforeEach(async () => {
    knex = await database.open();
    ({ engine } = await startEngine(knex, []));
    now = START;
    telling = SETTINGS;
    decisions = {};
    count = 0;
    await insertCluster(knex, 'c-1');
    app = await serveRoutes(
      knex,
      {
        adapters: engine.adapters,
        problems: engine.problems,
        registry: engine.registry,
        mirror: {
          index: () => new EntityIndex([]),
        } as unknown as FleetEngine['mirror'],
        get telling() {
          return telling;
        },
      },
      {
        audit: testAudit(knex),
        now: () => now,
        permissions: policyOf(name => decisions[name] ?? ALLOW),
      },
    );
  });
  afterEach(() => engine.stop());

  const as = (name: string) => ({
    authorization: mockCredentials.user.header(`user:default/${name}`),
  });
  const tell = (
    episode: string,
    options: { by?: string; requestKey?: string; note?: string } = {},
  ) => {
    const { by = 'rita', ...body } = options;
    count += 1;
    return request(app)
      .post(`/drift/${episode}/tell`)
      .set(as(by))
      .send({ requestKey: `request-${count}`, ...body });
  };
  const news = () => knex('notification_told').orderBy('id');
  const toldOf = async (episode: string) => {
    const { status, body } = await request(app)
      .get(`/drift/${episode}`)
      .set(as('rita'));
    expect(status).toBe(200);
    return body.told;
  };

  it('notes one piece of news for the owner, and records who asked for it', async () => {
    await insertEpisode(knex, { id: 'e', first_observed_at: START - DAY });
    expect(await toldOf('e')).toBeUndefined();
    const { status, body } = await tell('e', { note: ' please look ' });
    expect([status, body]).toEqual([200, { told: 'noted', owner: SHOP }]);
    const [row, ...others] = await news();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ kind: 'drift', recipient: SHOP });
    expect(Boolean(row.urgent)).toBe(true);
    expect(JSON.parse(row.data)).toEqual({
      episode: 'e',
      kind: 'Deployment',
      namespace: 'shop',
      name: 'cart',
      cluster: { id: 'c-1', name: 'name-of-c-1' },
      class: 'human',
      path: 'spec.template.spec.containers[name=main].image',
      paths: 1,
      since: START - DAY,
      isAtLeast: false,
      isUnconfirmed: false,
      author: 'kubectl-edit',
      by: 'user:default/rita',
      note: 'please look',
    });
    expect(await recorded(knex, ['drift-told'])).toMatchObject([
      {
        result: 'succeeded',
        target: 'e',
        name: 'Deployment shop/cart on name-of-c-1',
        reason: 'please look',
        after: {
          owner: SHOP,
          cluster: 'c-1',
          resource: 'Deployment shop/cart',
        },
      },
    ]);
    expect(await toldOf('e')).toEqual({
      at: new Date(START).toISOString(),
      by: 'user:default/rita',
      owner: SHOP,
    });
  });

  it('tells an owner of an episode once a day, whoever asks', async () => {
    await insertEpisode(knex, { id: 'e' });
    await insertEpisode(knex, { id: 'f' });
    const told = async (...asked: Parameters<typeof tell>) =>
      (await tell(...asked)).body.told;
    expect(await told('e', { requestKey: 'first-of-all' })).toBe('noted');
    // It may not have heard the answer.
    expect(await told('e', { requestKey: 'first-of-all' })).toBe('noted');
    expect(await told('e')).toBe('already');
    expect(await told('e', { by: 'theo', requestKey: 'first-of-all' })).toBe(
      'already',
    );
    expect(await told('f')).toBe('noted');
    expect(await news()).toHaveLength(2);
    now += DAY;
    expect(await told('e', { requestKey: 'first-of-all' })).toBe('noted');
    expect(await news()).toHaveLength(2);
    expect(await told('e', { by: 'theo' })).toBe('noted');
    expect(await news()).toHaveLength(3);
    expect(await recorded(knex, ['drift-told'])).toHaveLength(3);
    expect(await toldOf('e')).toMatchObject({ by: 'user:default/theo' });
  });

  it('tells once what is asked for at the same time', async () => {
    await insertEpisode(knex, { id: 'e' });
    const answers = await Promise.all(
      ['rita', 'theo', 'uma'].map(by => tell('e', { by })),
    );
    expect(answers.map(({ body }) => body.told).sort()).toEqual([
      'already',
      'already',
      'noted',
    ]);
    expect(await news()).toHaveLength(1);
    expect(await recorded(knex, ['drift-told'])).toHaveLength(1);
  });

  it('says why nobody is told', async () => {
    await insertEpisode(knex, { id: 'e' });
    await insertEpisode(knex, { id: 'nobodys', owner: 'unassigned' });
    await insertEpisode(knex, { id: 'odd', owner: 'api:default/shop' });
    await insertEpisode(knex, {
      id: 'over',
      ended_at: START - 1,
      fate: 'healed',
    });
    const refused = async (episode: string) => {
      const { status, body } = await tell(episode);
      return [status, body.error?.message];
    };
    expect(await refused('nobodys')).toEqual([
      409,
      expect.stringContaining('Nobody is known to own it'),
    ]);
    expect(await refused('odd')).toEqual([
      409,
      expect.stringContaining('Nobody is known to own it'),
    ]);
    expect(await refused('over')).toEqual([
      409,
      expect.stringContaining('It is over'),
    ]);
    expect(await refused('none')).toEqual([
      404,
      expect.stringContaining("no episode of drift 'none'"),
    ]);
    telling = undefined;
    expect(await refused('e')).toEqual([
      409,
      expect.stringContaining("add 'fleet.notifications'"),
    ]);
    telling = { ...SETTINGS, off: ['drift'] };
    expect(await refused('e')).toEqual([
      409,
      expect.stringContaining("'fleet.notifications.off'"),
    ]);
    expect((await tell('e', { note: 'x'.repeat(501) })).status).toBe(400);
    expect(await news()).toEqual([]);
    expect(await knex('drift_told')).toEqual([]);
    expect(await recorded(knex, ['drift-told'])).toEqual([]);
  });

  it('lets only those ask who may act there', async () => {
    await insertEpisode(knex, { id: 'own' });
    await insertEpisode(knex, { id: 'other', owner: 'group:default/else' });
    decisions[fleetInstanceActPermission.name] = DENY;
    expect((await tell('own')).status).toBe(403);
    decisions[fleetInstanceActPermission.name] =
      createFleetInstanceConditionalDecision(
        fleetInstanceActPermission,
        fleetInstanceConditions.ownedBy({ owners: [SHOP] }),
      );
    const { status, body } = await tell('other');
    expect([status, body.error.message]).toEqual([
      403,
      expect.stringContaining("'fleet.instance.act'"),
    ]);
    expect(await news()).toEqual([]);
    expect(await recorded(knex, ['drift-telling-refused'])).toMatchObject([
      { result: 'refused', target: 'other' },
    ]);
    expect((await tell('own')).body).toEqual({ told: 'noted', owner: SHOP });
  });

  it('says of what may not be seen that it is not there', async () => {
    await insertEpisode(knex, { id: 'other', owner: 'group:default/else' });
    decisions[fleetInstanceReadPermission.name] =
      createFleetInstanceConditionalDecision(
        fleetInstanceReadPermission,
        fleetInstanceConditions.ownedBy({ owners: [SHOP] }),
      );
    expect((await tell('other')).status).toBe(404);
    expect(await news()).toEqual([]);
  });

  it('is forgotten with the episode', async () => {
    await insertEpisode(knex, { id: 'e' });
    await tell('e');
    await knex('drift_episode').update({ ended_at: 1, fate: 'healed' });
    await forgetDrift({ knex, now: START });
    expect(await knex('drift_told')).toEqual([]);
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import type { FleetDriftAuditLog } from '@fleetview/backstage-plugin-fleet-common';
import type express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { auditEvent, auditEventList } from '../__testUtils__/auditEvents';
import { insertCluster, testCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { insertEpisode } from '../__testUtils__/drift';
import { startEngine } from '../__testUtils__/engine';
import { expectDocumented } from '../__testUtils__/expectDocumented';
import { serveRoutes } from '../__testUtils__/router';
import type { DriftConfig } from '../config/driftSchema';
import type { FleetEngine } from '../FleetEngine';
import { EntityIndex } from '../mapping/EntityIndex';
import { AuditEventIntake } from './AuditEventIntake';
import { forgetWrites } from './forgetWrites';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const DAY = 24 * 60 * 60_000;
const TOKEN = 'token-of-prod-a-0123456789abcdef';
const OTHER = 'token-of-prod-b-0123456789abcdef';
const SECOND = Date.parse('2026-11-30T11:59:10Z');

describeDatabases('audit logs of API servers', database => {
  let knex: Knex;
  let engine: FleetEngine;
  let intake: AuditEventIntake;
  let app: express.Express;
  let now: number;
  let elapsed: number;
  let clusters: ReturnType<typeof testCluster>[];

  const serve = async (drift: Partial<DriftConfig> = {}) => {
    intake = AuditEventIntake.create({
      knex,
      logger: mockServices.logger.mock(),
      drift: {
        tierWeights: {},
        auditWebhooks: [
          {
            cluster: 'prod-a',
            token: TOKEN,
            key: 'fleet.drift.auditWebhooks[0]',
          },
          {
            cluster: 'config/prod-b',
            token: OTHER,
            key: 'fleet.drift.auditWebhooks[1]',
          },
        ],
        ...drift,
      },
      clusters: () => clusters,
      now: () => now,
      monotonic: () => elapsed,
    });
    app = await serveRoutes(
      knex,
      {
        adapters: engine.adapters,
        problems: engine.problems,
        registry: engine.registry,
        mirror: {
          index: () => new EntityIndex([]),
        } as unknown as FleetEngine['mirror'],
      },
      { auditEvents: intake, now: () => now },
    );
  };

  beforeEach(async () => {
    knex = await database.open();
    ({ engine } = await startEngine(knex, []));
    now = NOW;
    elapsed = 0;
    clusters = [
      testCluster(),
      testCluster({
        id: 'c-2',
        name: 'prod-b',
        names: ['prod-b', 'config/prod-b', 'given'],
        othersNames: ['given'],
      }),
    ];
    await insertCluster(knex, 'c-1');
    await insertCluster(knex, 'c-2');
    await serve();
  });
  afterEach(async () => {
    await intake.stop();
    await engine.stop();
  });

  const post = (cluster: string, token: string | undefined) => {
    const asked = request(app).post(
      `/audit-events/${encodeURIComponent(cluster)}?timeout=30s`,
    );
    return token === undefined
      ? asked
      : asked.set('authorization', `Bearer ${token}`);
  };
  const send = (...items: unknown[]) =>
    post('prod-a', TOKEN).send(auditEventList(...items));
  const kept = () => knex('cluster_write').orderBy('completed_at');
  const logOf = async (episode: string) => {
    await intake.note();
    const { status, body } = await request(app).get(`/drift/${episode}`);
    expect(status).toBe(200);
    expectDocumented('/drift/{episodeId}', body);
    return body.auditLog as FleetDriftAuditLog | undefined;
  };

  it('are taken from who shows the token of the cluster', async () => {
    const { status, body } = await send(auditEvent());
    expect([status, body]).toEqual([200, {}]);
    expectDocumented('/audit-events/{cluster}', body, 'post');
    expect(await kept()).toMatchObject([
      {
        cluster_id: 'c-1',
        resource: 'deployments',
        name: 'cart',
        username: 'alice@example.com',
        manager: 'kubectl-edit',
      },
    ]);
    const other = await post('config/prod-b', OTHER).send(
      auditEventList(auditEvent()),
    );
    expect(other.status).toBe(200);
    expect((await kept()).map(row => row.cluster_id).sort()).toEqual([
      'c-1',
      'c-2',
    ]);
  });

  it('are refused alike, whatever is wrong with who sends them', async () => {
    const answers = await Promise.all([
      post('prod-a', undefined).send(auditEventList()),
      post('prod-a', '').send(auditEventList()),
      post('prod-a', `${TOKEN}x`).send(auditEventList()),
      post('prod-a', TOKEN.slice(0, -1)).send(auditEventList()),
      // Of another cluster, and under another name of its own.
      post('prod-a', OTHER).send(auditEventList()),
      post('prod-b', OTHER).send(auditEventList()),
      post('none', TOKEN).send(auditEventList()),
      // Nothing is read of it before.
      post('none', TOKEN).type('text/plain').send('x'),
    ]);
    for (const { status, body } of answers) {
      expect([status, body]).toEqual([
        401,
        { error: { message: 'The cluster or its token is not known.' } },
      ]);
    }
    await intake.note();
    expect(await knex('audit_webhook')).toEqual([]);
  });

  it('wait until it is known of which cluster they are', async () => {
    clusters = [clusters[0], testCluster({ id: 'c-3' })];
    const { status, headers } = await send(auditEvent());
    expect([status, headers['retry-after']]).toEqual([503, '30']);
    clusters = [];
    expect((await send(auditEvent())).status).toBe(503);
    expect(await kept()).toEqual([]);
  });

  it('are kept once, however often they are sent', async () => {
    await send(auditEvent(), auditEvent());
    await send(auditEvent());
    expect(await kept()).toHaveLength(1);
    // Who chooses the id of another's event does not hide his own.
    await send(auditEvent({ user: { username: 'mallory' } }));
    expect(await kept()).toHaveLength(2);
  });

  it('are kept by several replicas at the same time', async () => {
    await Promise.all([send(auditEvent()), send(auditEvent())]);
    expect(await kept()).toHaveLength(1);
  });

  it('lose those alone that are malformed, and say so', async () => {
    await send(auditEvent(), 7, {}, auditEvent({ verb: 'get' }));
    await intake.note();
    now += 60_000;
    await send(auditEvent({ auditID: 'audit-2' }));
    await intake.note();
    const [log] = await knex('audit_webhook');
    expect(
      Object.fromEntries(
        Object.entries(log).map(([key, value]) => [
          key,
          key === 'cluster_id' ? value : Number(value),
        ]),
      ),
    ).toEqual({
      cluster_id: 'c-1',
      kept_since: NOW,
      last_received_at: NOW + 60_000,
      last_lost_at: NOW,
      events: 5,
      kept: 2,
      malformed: 2,
      refused: 0,
    });
  });

  it('are bounded: in length, in events, in form, and by how much a second', async () => {
    const tooLong = await post('prod-a', TOKEN)
      .type('application/json')
      .send(JSON.stringify('x'.repeat(2 * 1024 * 1024)));
    expect(tooLong.status).toBe(413);
    expect((await send(...Array(2_001).fill(0))).status).toBe(413);
    expect((await post('prod-a', TOKEN).send({ kind: 'Pod' })).status).toBe(
      400,
    );
    const cut = await post('prod-a', TOKEN)
      .type('application/json')
      .send('{"password":"hunter2');
    expect(cut.status).toBe(400);
    expect(cut.text).not.toContain('hunter2');
    const form = await post('prod-a', TOKEN).type('text/plain').send('{}');
    expect(form.status).toBe(415);
    const packed = await post('prod-a', TOKEN)
      .set('content-encoding', 'gzip')
      .send(auditEventList());
    expect(packed.status).toBe(415);
    const filler = auditEvent({ requestURI: `/${'x'.repeat(60_000)}` });
    const answers = [];
    for (let count = 0; count < 4; count += 1) {
      answers.push(await send(...Array(20).fill(filler)));
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(Number(answers[3].headers['retry-after'])).toBeGreaterThan(0);
    // What one sends too much is not what another may not send.
    const other = await post('config/prod-b', OTHER).send(auditEventList());
    expect(other.status).toBe(200);
    elapsed += 10_000;
    expect((await send(auditEvent())).status).toBe(200);
    // Many that are short are much as well.
    const many = [];
    for (let count = 0; count < 3; count += 1) {
      many.push((await send(...Array(2_000).fill(0))).status);
    }
    expect(many).toEqual([200, 200, 429]);
    await intake.note();
    const log = await knex('audit_webhook')
      .where({ cluster_id: 'c-1' })
      .first();
    expect(Number(log.refused)).toBe(8);
  });

  it('are sent again where they could not be kept', async () => {
    await knex.schema.renameTable('cluster_write', 'away');
    const { status, headers } = await send(auditEvent());
    expect([status, headers['retry-after']]).toEqual([503, '10']);
    await knex.schema.renameTable('away', 'cluster_write');
    expect((await send(auditEvent())).status).toBe(200);
    expect(await kept()).toHaveLength(1);
  });

  it('are forgotten after their time, and beyond so many of a cluster the oldest', async () => {
    await intake.stop();
    await serve({ auditEvents: { keepDays: 14, perCluster: 100 } });
    const events = Array.from({ length: 1_000 }, (_, index) => {
      const at = new Date(NOW - DAY + index * 1_000).toISOString();
      return auditEvent({
        auditID: `a-${index}`,
        requestReceivedTimestamp: at,
        stageTimestamp: at,
      });
    });
    now = NOW - DAY;
    await send();
    await intake.note();
    now = NOW;
    await send(...events);
    await new Promise(resolve => {
      setTimeout(resolve, 500);
    });
    const rows = await kept();
    expect(rows).toHaveLength(100);
    expect(Number(rows[0].completed_at)).toBe(NOW - DAY + 900_000);
    const [log] = await knex('audit_webhook');
    expect(Number(log.kept_since)).toBe(NOW - DAY + 899_001);
    await forgetWrites({ knex, before: NOW - DAY + 950_000 });
    expect(await kept()).toHaveLength(50);
    await intake.note();
    await forgetWrites({ knex, before: NOW + 1 });
    expect(await kept()).toEqual([]);
    expect(await knex('audit_webhook')).toEqual([]);
  });

  it('name who wrote what drifts, by manager and second', async () => {
    await insertEpisode(knex, {
      id: 'e',
      first_observed_at: NOW,
      data: {
        differences: [
          {
            path: 'spec.replicas',
            kind: 'changed',
            confidence: 'owner',
            author: {
              manager: 'kubectl-edit',
              operation: 'Update',
              time: SECOND,
            },
            class: 'human',
            because: 'known-tool',
          },
        ],
      },
    });
    expect(await logOf('e')).toEqual({ writes: [], because: 'not-received' });
    await send();
    expect(await logOf('e')).toMatchObject({
      writes: [],
      because: 'before-kept',
    });
    const at = (time: string) => ({
      requestReceivedTimestamp: time,
      stageTimestamp: time,
    });
    await send(
      auditEvent({ impersonatedUser: { username: 'admin' } }),
      // By another name, in another second, of another object, and of its scale.
      auditEvent({
        auditID: 'b',
        user: { username: 'bob' },
        requestURI: '/x?fieldManager=other',
      }),
      auditEvent({
        auditID: 'c',
        user: { username: 'carol' },
        ...at('2026-11-30T11:59:09.999999Z'),
      }),
      auditEvent({
        auditID: 'd',
        user: { username: 'dave' },
        ...at('2026-11-30T11:59:11.000000Z'),
      }),
      auditEvent({
        auditID: 'e',
        user: { username: 'eve' },
        objectRef: {
          apiGroup: 'apps',
          resource: 'deployments',
          namespace: 'shop',
          name: 'cart',
          subresource: 'scale',
        },
      }),
      auditEvent({
        auditID: 'f',
        user: { username: 'frank' },
        objectRef: {
          apiGroup: 'apps',
          resource: 'deployments',
          namespace: 'other',
          name: 'cart',
        },
      }),
    );
    expect(await logOf('e')).toEqual({
      lastReceivedAt: '2026-11-30T12:00:00.000Z',
      keptSince: '2026-11-30T12:00:00.000Z',
      writes: [
        {
          user: 'alice@example.com',
          actingAs: 'admin',
          userAgent: 'kubectl/v1.36.2 (linux/amd64)',
          verb: 'patch',
          at: '2026-11-30T11:59:10.300Z',
          fit: 'manager-and-second',
        },
      ],
    });
    // Two are named, and none of them is chosen.
    await send(auditEvent({ auditID: 'g', user: { username: 'grace' } }));
    expect(
      (await logOf('e'))?.writes.map(({ user, fit }) => [user, fit]),
    ).toEqual(
      expect.arrayContaining([
        ['alice@example.com', 'manager-and-second'],
        ['grace', 'manager-and-second'],
      ]),
    );
  });

  it('name who may have, where only the second fits', async () => {
    const author = {
      manager: 'kubectl-patch',
      operation: 'Update',
      time: SECOND,
    };
    await insertEpisode(knex, {
      id: 'e',
      first_observed_at: NOW,
      data: {
        differences: [
          {
            path: 'spec.replicas',
            kind: 'changed',
            confidence: 'owner',
            author: author as never,
            class: 'human',
            because: 'known-tool',
          },
        ],
      },
    });
    await send(auditEvent());
    expect((await logOf('e'))?.writes).toMatchObject([
      { user: 'alice@example.com', fit: 'second' },
    ]);
  });

  it('name who deleted what is missing, and who created what is extra', async () => {
    const first = { first_observed_at: NOW, not_before: NOW - 5 * 60_000 };
    const nobody = { data: { differences: [], isWhole: true } };
    await insertEpisode(knex, {
      id: 'gone',
      class: 'missing',
      ...first,
      ...nobody,
    });
    await insertEpisode(knex, {
      id: 'came',
      class: 'extra',
      ...first,
      ...nobody,
    });
    const deletion = (auditID: string, time: string, over: object = {}) =>
      auditEvent({
        auditID,
        verb: 'delete',
        user: { username: auditID },
        requestReceivedTimestamp: time,
        stageTimestamp: time,
        ...over,
      });
    await send(
      // Before it was last seen, and before it was there again.
      deletion('long-ago', '2026-11-30T11:50:00Z'),
      deletion('before', '2026-11-30T11:56:00Z'),
      deletion('creator', '2026-11-30T11:57:00Z', { verb: 'create' }),
      deletion('alice', '2026-11-30T11:58:00Z'),
      deletion('bob', '2026-11-30T11:58:30Z', {
        verb: 'deletecollection',
        objectRef: {
          apiGroup: 'apps',
          resource: 'deployments',
          namespace: 'shop',
        },
      }),
    );
    expect(
      (await logOf('gone'))?.writes.map(({ user, fit }) => [user, fit]),
    ).toEqual([
      ['bob', 'deleted-with-others'],
      ['alice', 'deleted'],
    ]);
    // It was deleted since: who created what is there now is not known.
    expect(await logOf('came')).toMatchObject({
      writes: [],
      because: 'before-kept',
    });
    await knex('cluster_write')
      .where({ verb: 'delete', username: 'alice' })
      .delete();
    expect(
      (await logOf('came'))?.writes.map(({ user, fit }) => [user, fit]),
    ).toEqual([['creator', 'created']]);
  });

  it('name who wrote meanwhile, where nobody is noted', async () => {
    const nobody = { data: { differences: [], total: 0, paths: [] } };
    const over = { class: 'unattributed', first_observed_at: NOW, ...nobody };
    await insertEpisode(knex, { id: 'e', ...over, not_before: NOW - 60_000 });
    await insertEpisode(knex, { id: 'undated', ...over, not_before: null });
    await insertEpisode(knex, { id: 'behind', ...over, class: 'behind' });
    await insertEpisode(knex, {
      id: 'scaled',
      ...over,
      class: 'controller',
      not_before: null,
    });
    await send(auditEvent());
    expect((await logOf('e'))?.writes).toMatchObject([
      { user: 'alice@example.com', fit: 'meanwhile' },
    ]);
    expect(await logOf('undated')).toMatchObject({
      writes: [],
      because: 'unknown-time',
    });
    expect(await logOf('behind')).toBeUndefined();
    expect(await logOf('scaled')).toBeUndefined();
  });

  it('say nothing of kinds whose plural nobody knows, nor of clusters that send none', async () => {
    await send(auditEvent());
    await insertEpisode(knex, {
      id: 'odd',
      kind: 'Cart',
      api_group: 'shop.example',
    });
    await insertEpisode(knex, { id: 'other', cluster_id: 'c-9' });
    expect(await logOf('odd')).toMatchObject({
      writes: [],
      because: 'unknown-kind',
    });
    expect(await logOf('other')).toBeUndefined();
  });

  it('stay those of a cluster that became part of another', async () => {
    await send(auditEvent());
    await knex('cluster_alias').insert({
      id: 'c-1',
      cluster_id: 'c-2',
      merged_into: 'c-2',
      reason: 'x',
      created_at: 1,
    });
    await insertEpisode(knex, {
      id: 'e',
      cluster_id: 'c-2',
      class: 'unattributed',
      first_observed_at: NOW,
      not_before: NOW - 60_000,
      data: { differences: [] },
    });
    expect((await logOf('e'))?.writes).toMatchObject([
      { user: 'alice@example.com' },
    ]);
  });

  it('stand in the health, those of which nothing came as well', async () => {
    await send(auditEvent(), 7);
    await intake.note();
    const { body } = await request(app).get('/health');
    expectDocumented('/health', body);
    expect(body.shared.auditWebhooks).toEqual([
      {
        cluster: { id: 'c-1', name: 'name-of-c-1' },
        lastReceivedAt: '2026-11-30T12:00:00.000Z',
        keptSince: '2026-11-30T12:00:00.000Z',
        lastLostAt: '2026-11-30T12:00:00.000Z',
        events: 2,
        kept: 1,
        malformed: 1,
        refused: 0,
      },
      { cluster: { id: 'c-2', name: 'name-of-c-2' } },
    ]);
  });
});

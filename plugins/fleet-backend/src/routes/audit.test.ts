import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { fleetPermissions } from '@fleetview/backstage-plugin-fleet-common';
import type express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { recorded, testAudit } from '../__testUtils__/audit';
import { behindTheTriggers, insertAuditRows } from '../__testUtils__/auditRows';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { startEngine } from '../__testUtils__/engine';
import { expectDocumented } from '../__testUtils__/expectDocumented';
import { policyOf, serveRoutes } from '../__testUtils__/router';
import type { DatabaseAuditTrail } from '../audit';
import type { FleetEngine } from '../FleetEngine';

const AS_USER = (name: string) => ({
  authorization: mockCredentials.user.header(`user:default/${name}`),
});

describeDatabases('the routes of the audit', database => {
  let knex: Knex;
  let engine: FleetEngine;
  let audit: DatabaseAuditTrail;
  let app: express.Express;
  let allowed: Set<string>;

  beforeEach(async () => {
    knex = await database.open();
    ({ engine } = await startEngine(knex, []));
    audit = testAudit(knex);
    allowed = new Set(fleetPermissions.map(({ name }) => name));
    app = await serveRoutes(knex, engine, {
      audit,
      now: () => Date.now(),
      permissions: policyOf(permission => ({
        result: allowed.has(permission)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      })),
    });
  });
  afterEach(() => engine.stop());

  const get = (path: string, user = 'reader') =>
    request(app).get(path).set(AS_USER(user));
  /** Entries without those that asking makes. */
  const list = async (query: string) => {
    const response = await get(`/audit?${query}`);
    expect(response.status).toBe(200);
    expectDocumented('/audit', response.body);
    return response.body;
  };
  const idsOf = async (query: string): Promise<string[]> =>
    (await list(query)).items.map(({ id }: { id: string }) => id);

  it('let nobody in who may not, and record that he asked', async () => {
    allowed.delete('fleet.audit.read');
    for (const path of ['/audit', '/audit/export', '/audit/chain', '/audit']) {
      const response = await get(path, 'curious');
      expect(response.status).toBe(403);
      expect(response.body.error.message).toContain("'fleet.audit.read'");
    }
    allowed = new Set(['fleet.audit.read']);
    const { items } = await list('result=refused');
    // Once for each operation.
    expect(items).toMatchObject(
      ['getAuditChain', 'exportAudit', 'listAudit'].map(id => ({
        event: 'operation-refused',
        actor: { type: 'user', id: 'user:default/curious' },
        target: { type: 'operation', id },
        reason: expect.stringContaining("'fleet.audit.read'"),
        result: 'refused',
      })),
    );
    expect(items).toHaveLength(3);
  });

  it('record who asks of the whole fleet, and who is refused it', async () => {
    expect((await get('/health', 'monitor')).status).toBe(200);
    expect((await get('/health', 'monitor')).status).toBe(200);
    allowed.delete('fleet.instance.read');
    expect((await get('/health', 'half')).status).toBe(403);
    expect(
      await recorded(knex, ['health-read', 'operation-refused']),
    ).toMatchObject([
      { event: 'health-read', target: 'health', result: 'succeeded' },
      {
        event: 'operation-refused',
        target: 'getHealth',
        reason: expect.stringContaining('without conditions'),
      },
    ]);
  });

  it('refuse also where that cannot be recorded, and answer a read', async () => {
    await behindTheTriggers(knex, () =>
      knex.schema.renameTable('audit_entry', 'gone'),
    ).catch(() => undefined);
    allowed.delete('fleet.cluster.read');
    expect((await get('/overview')).status).toBe(403);
    allowed.add('fleet.cluster.read');
    expect((await get('/health')).status).toBe(200);
    // But hand out no copy of it.
    const exported = await get('/audit/export');
    expect(exported.status).toBe(503);
    expect(exported.body.error.message).toContain('could not be written');
  });

  it('page newest first, and no entry twice or never', async () => {
    await insertAuditRows(
      knex,
      'r-1',
      [5, 5, 5, 4, 3, 2, 1].map(at => ({ at, event: 'cluster-left' })),
    );
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await list(`event=cluster-left&limit=2${cursor}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      expect(page.totals).toEqual({
        entries: 7,
        atLeast: false,
        results: { succeeded: 7 },
      });
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor && `&cursor=${page.nextCursor}`;
    } while (cursor);
    expect(seen).toEqual([3, 2, 1, 4, 5, 6, 7].map(number => `r-1-${number}`));
  });

  it('narrow by who, what, whereto, how it ended and when', async () => {
    const one = { actor_type: 'user', actor_id: 'user:default/One_1' };
    await insertAuditRows(knex, 'r-1', [
      { at: 1_000, ...one, target_name: 'prod%a', event: 'cluster-left' },
      { at: 2_000, ...one, target_name: 'prodXa', event: 'cluster-merged' },
      { at: 3_000, actor_id: 'user:default/onex1', result: 'failed' },
      { at: 4_000, actor_id: 'back\\slash', target_name: "o'quote" },
      { at: 5_000, phase: 'begun', result: 'initiated' },
    ]);
    const at = (ms: number) => new Date(ms).toISOString();
    const old = `to=${at(10_000)}`;
    expect(await idsOf(`${old}&actor=ONE_1`)).toEqual(['r-1-2', 'r-1-1']);
    expect(await idsOf(`${old}&actor=%25`)).toEqual([]);
    expect(await idsOf(`${old}&actor=!`)).toEqual([]);
    expect(await idsOf(`${old}&actor=${encodeURIComponent('k\\s')}`)).toEqual([
      'r-1-4',
    ]);
    expect(await idsOf(`${old}&target=d%25A`)).toEqual(['r-1-1']);
    expect(await idsOf(`${old}&target=c-3`)).toEqual(['r-1-3']);
    expect(await idsOf(`${old}&target=${encodeURIComponent("o'q")}`)).toEqual([
      'r-1-4',
    ]);
    expect(
      await idsOf(`${old}&event=cluster-left&event=cluster-merged`),
    ).toEqual(['r-1-2', 'r-1-1']);
    expect(await idsOf(`${old}&event=cluster-left&actor=onex`)).toEqual([]);
    expect(await idsOf(`${old}&result=failed&result=unfinished`)).toEqual([
      'r-1-5',
      'r-1-3',
    ]);
    expect(await idsOf(`${old}&result=initiated`)).toEqual([]);
    expect(await idsOf(`from=${at(2_000)}&to=${at(4_000)}`)).toEqual([
      'r-1-3',
      'r-1-2',
    ]);
  });

  it.each([
    ['a cursor that is none', 'cursor=x'],
    ['a time that is none', 'from=yesterday'],
    ['a result that is none', 'result=fine'],
    ['a parameter that is none', 'password=1'],
    ['a NUL', 'actor=%00'],
  ])('refuse %s', async (_, query) => {
    expect((await get(`/audit?${query}`)).status).toBe(400);
  });

  it('refuse a cursor that somebody else made, or of another list', async () => {
    const times = [3, 2, 1].map(at => ({ at }));
    await insertAuditRows(knex, 'r-1', times);
    const { nextCursor } = await list('limit=1');
    const forged = `${nextCursor.startsWith('A') ? 'B' : 'A'}${nextCursor.slice(
      1,
    )}`;
    expect((await get(`/audit?cursor=${forged}`)).status).toBe(400);
    expect((await get(`/clusters?cursor=${nextCursor}`)).status).toBe(400);
    for (const id of ['c-1', 'c-2']) await insertCluster(knex, id);
    const { body } = await get('/clusters?limit=1');
    expect((await get(`/audit?cursor=${body.nextCursor}`)).status).toBe(400);
  });

  it('tell a cluster that is known from one that is not', async () => {
    await insertCluster(knex, 'c-1');
    await insertAuditRows(knex, 'r-1', [{ at: 1 }, { at: 2 }]);
    const { items } = await list(`to=${new Date(10).toISOString()}`);
    expect(items.map(({ target }: { target: object }) => target)).toEqual([
      { type: 'cluster', id: 'c-2', exists: false },
      { type: 'cluster', id: 'c-1', exists: true },
    ]);
  });

  it('export what the list shows, as CSV and as lines of JSON', async () => {
    await insertAuditRows(knex, 'r-1', [
      { at: Date.now() - 2, actor_id: '=HYPERLINK("x")', reason: 'a, "b"' },
      { at: Date.now() - 1, after: '{"uid":"u"}' },
    ]);
    const csv = await get('/audit/export?target=c-');
    expect(csv.status).toBe(200);
    expect(csv.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="fleet-audit-[\d-]+\.csv"$/,
      ),
      'cache-control': 'private, no-cache',
      'fleet-audit-cut': 'false',
    });
    const lines = csv.text.split('\r\n');
    expect(lines[0]).toMatch(/^at,endedAt,actorType,actor,event,/);
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain('"{""uid"":""u""}"');
    expect(lines[2]).toContain(`,"'=HYPERLINK(""x"")",`);
    expect(lines[2]).toContain(',"a, ""b""",');
    expect(lines[3]).toBe('');
    const ndjson = await get('/audit/export?target=c-&format=ndjson').buffer(
      true,
    );
    expect(ndjson.headers['content-type']).toContain('application/x-ndjson');
    const { items } = await list('target=c-');
    expect(
      ndjson.text
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toEqual(items);
    const exports = await list('event=audit-export');
    expect(exports.items).toMatchObject(
      ['ndjson', 'csv'].map(format => ({
        actor: { type: 'user', id: 'user:default/reader' },
        result: 'succeeded',
        after: { format, rows: 2, cut: false },
      })),
    );
  });

  it('say whether the rows are those that were written', async () => {
    await insertAuditRows(knex, 'r-1', [
      { at: Date.now() },
      { at: Date.now() },
    ]);
    const { body } = await get('/audit/chain');
    expectDocumented('/audit/chain', body);
    expect(body).toMatchObject({ state: 'intact', breaks: [] });
    await behindTheTriggers(knex, () =>
      knex('audit_entry').where({ chain: 'r-1', number: 2 }).update({ at: 7 }),
    );
    // Whoever asks again within a minute gets the same, and when it was.
    expect((await get('/audit/chain')).body).toEqual(body);
    const later = await serveRoutes(knex, engine, {
      audit,
      httpAuth: mockServices.httpAuth(),
    });
    const broken = await request(later).get('/audit/chain');
    expectDocumented('/audit/chain', broken.body);
    expect(broken.body).toMatchObject({
      state: 'broken',
      since: new Date(7).toISOString(),
      breaks: [
        {
          chain: 'r-1',
          number: 2,
          at: new Date(7).toISOString(),
          kind: 'changed',
        },
      ],
    });
  });
});

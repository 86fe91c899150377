import type { Knex } from 'knex';
import { describeDatabases } from '../__testUtils__/databases';
import { insertEpisode } from '../__testUtils__/drift';
import { insertRollout } from '../__testUtils__/rollouts';
import { insertRun } from '../__testUtils__/runs';
import { cursorKeyOf, decodeCursor, encodeCursor } from '../read/cursor';
import {
  addressOf,
  documented,
  PRESENT,
  withQuery,
  type DocumentedOperation,
} from './document';
import { EVERYTHING, policyFor, readerOf, type Reader } from './readers';
import { serveHostileWorld, type HostileWorld } from './serveHostileWorld';

const paged = documented.filter(({ parameters }) =>
  parameters.some(({ name }) => name === 'cursor'),
);

/** A value of each parameter of a query that is not the one that nothing says. */
const OTHER_FILTERS: Record<string, string> = {
  region: 'eu',
  environment: 'prod',
  provider: 'aws',
  tier: 'critical',
  owner: 'group:default/shop',
  reachability: 'reachable',
  health: 'healthy',
  version: '1.34',
  instances: 'degraded',
  deliveries: 'degraded',
  text: 'c',
  sort: '-name',
  state: 'degraded',
  event: 'health-read',
  actor: 'user:default/mock',
  target: 'health',
  result: 'succeeded',
  from: '2020-01-01T00:00:00Z',
  to: '2020-01-01T00:00:00Z',
  problem: 'ambiguous',
  cluster: 'c-0',
  engine: 'argocd',
  kind: 'Deployment',
  namespace: 'shop',
  role: 'on',
  type: 'source',
  field: 'health',
  component: 'component:default/cart',
  system: 'system:default/store',
  lifeCycle: 'running',
  severity: 'high',
  policy: 'limits',
  repeated: 'true',
  repeating: 'a-finding',
  enforcement: 'audit',
  category: 'Resources',
  grain: 'cluster',
  share: 'idle',
  alert: 'overdue',
  start: '2020-01-01T00:00:00Z',
  group: 'tier:critical',
  aspect: 'policy',
  against: 'mode',
  verdict: 'differs',
  class: 'human',
  age: 'day',
  same: 'drift1:a',
  ignored: 'too',
  order: 'newest',
  by: 'owner',
  goesOn: 'yes',
  stage: 'us',
};

/** Of operations in which a parameter of the same name has other values. */
const OTHER_FILTERS_OF: Record<string, Record<string, string>> = {
  listClusterFindings: { result: 'fail' },
  listClusterPolicies: { type: 'policy' },
  listExceptions: { state: 'requested', kind: 'drift' },
  compareSkew: { cluster: 'c-1' },
  listDrift: { state: 'all' },
  listPromotions: { state: 'planned' },
  listDriftGroups: { state: 'all' },
};

describeDatabases('cursors', database => {
  let knex: Knex;
  let world: HostileWorld;
  let reader: Reader;
  /** A cursor of each paged operation, as who may see all got it. */
  const cursors = new Map<string, string>();

  beforeAll(async () => {
    knex = await database.open();
    world = await serveHostileWorld(knex, {
      clean: true,
      over: { permissions: policyFor(() => reader) },
    });
    reader = EVERYTHING;
    for (const number of [1, 2, 3, 4]) {
      await insertRollout(knex, `rollout-${number}`, 'c-0', {
        began_at: number,
      });
      await insertRun(knex, {
        id: `paged-run-${number}`,
        instance_id: PRESENT.instanceId,
        observer: 'c-0',
        subject: 'c-0',
        home_namespace: 'shop',
        home_entity: 'component:default/cart',
        requested_at: number,
      });
    }
    // Lines of drift are by its class.
    for (const each of ['missing', 'extra', 'failed-apply', 'behind']) {
      await insertEpisode(knex, { class: each, cluster_id: 'c-0' });
    }
    // Who asks for it is noted: then there is something in the audit.
    for (let time = 0; time < 5; time++) await ask('/health', {});
    for (const { id, path, headers } of paged) {
      const { body } = await ask(
        withQuery(addressOf(path), 'limit=1'),
        headers,
      );
      cursors.set(id, body.nextCursor);
    }
  });

  beforeEach(() => {
    reader = EVERYTHING;
  });

  afterAll(async () => {
    await world.stop();
  });

  async function ask(address: string, headers: Record<string, string>) {
    const response = await fetch(`${world.url}${address}`, { headers });
    return { status: response.status, body: await response.json() };
  }

  async function expectRefused(
    { path, headers }: DocumentedOperation,
    cursor: string,
    query = 'limit=1',
    over: Record<string, string> = {},
  ) {
    const { status, body } = await ask(
      withQuery(
        addressOf(path, over),
        `${query}&cursor=${encodeURIComponent(cursor)}`,
      ),
      headers,
    );
    // Which of them it was that was changed is found in the failure.
    expect([cursor, query, status, body.error?.message]).toEqual([
      cursor,
      query,
      400,
      expect.stringContaining("'cursor'"),
    ]);
  }

  it('are those of several lists', () => {
    expect(paged.length).toBeGreaterThan(5);
    for (const cursor of cursors.values()) {
      expect(cursor).toMatch(/^[\w-]{40,}$/);
    }
    expect(new Set(cursors.values()).size).toBe(paged.length);
  });

  describe.each(paged.map(each => [each.id, each] as const))(
    'of %s',
    (id, operation) => {
      const own = () => cursors.get(id) as string;

      it('lead to the next page, of pages of any size', async () => {
        for (const query of ['limit=1', 'limit=3', '']) {
          const { status, body } = await ask(
            withQuery(addressOf(operation.path), `${query}&cursor=${own()}`),
            operation.headers,
          );
          expect(status).toBe(200);
          expect((body.items ?? body.instances).length).toBeGreaterThan(0);
        }
      });

      it('are refused when any character of them is another', async () => {
        const cursor = own();
        for (let at = 0; at < cursor.length; at++) {
          const other = cursor[at] === 'A' ? 'B' : 'A';
          await expectRefused(
            operation,
            cursor.slice(0, at) + other + cursor.slice(at + 1),
          );
        }
      });

      it('are refused when something is missing or added', async () => {
        const cursor = own();
        for (const forged of [
          cursor.slice(1),
          cursor.slice(0, -1),
          cursor.slice(0, 22),
          cursor.slice(-22),
          `${cursor}A`,
          `A${cursor}`,
          `${cursor}=`,
          cursor + cursor,
          cursor.toUpperCase(),
          Buffer.from(cursor).toString('base64url'),
          'x',
          '%',
          '{"s":"name","v":"","i":""}',
        ]) {
          await expectRefused(operation, forged);
        }
      });

      it('are refused when somebody else signed them', async () => {
        const said = JSON.parse(
          Buffer.from(own().slice(0, -22), 'base64url').toString(),
        );
        const saidAgain = { sort: said.s, value: said.v, id: said.i };
        for (const key of [
          Buffer.alloc(32, 2),
          Buffer.alloc(0),
          // The key of the portal itself, not of the question.
          Buffer.alloc(32, 1),
          cursorKeyOf('another question', Buffer.alloc(32, 1)),
        ]) {
          await expectRefused(operation, encodeCursor(saidAgain, key));
        }
      });

      it('are refused by every other list', async () => {
        for (const other of paged.filter(each => each.id !== id)) {
          await expectRefused(other, own());
        }
      });

      it('are refused about anything else', async () => {
        const inPath = operation.parameters.filter(each => each.in === 'path');
        const others: Record<string, string> = {
          clusterId: 'c-1',
          kind: 'api',
          namespace: 'other',
          name: 'ledger',
          instanceId: world.instances['c-1'],
        };
        for (const { name } of inPath) {
          await expectRefused(operation, own(), 'limit=1', {
            [name]: others[name],
          });
        }
      });

      it('are refused under every other filter and sort', async () => {
        const filters = operation.parameters.filter(
          each =>
            each.in === 'query' && !['cursor', 'limit'].includes(each.name),
        );
        for (const { name, required } of filters) {
          const value = OTHER_FILTERS_OF[id]?.[name] ?? OTHER_FILTERS[name];
          if (value === undefined) {
            throw new Error(
              `The tests of cursors do not know the parameter '${name}'. Add a value to OTHER_FILTERS.`,
            );
          }
          // One that it cannot do without is said once.
          await (required
            ? expectRefused(operation, own(), 'limit=1', { [name]: value })
            : expectRefused(
                operation,
                own(),
                `limit=1&${name}=${encodeURIComponent(value)}`,
              ));
        }
      });

      it('are refused to readers who may see something else', async () => {
        for (const other of [
          readerOf('c-0'),
          readerOf('c-0', 'c-1'),
          readerOf(),
        ]) {
          reader = other;
          const { status } = await ask(
            addressOf(operation.path),
            operation.headers,
          );
          const { status: withCursor } = await ask(
            withQuery(addressOf(operation.path), `limit=1&cursor=${own()}`),
            operation.headers,
          );
          // What is not there for them, or not for them, is so with a cursor too.
          expect(withCursor).toBe(status === 200 ? 400 : status);
        }
        reader = EVERYTHING;
        const { status } = await ask(
          withQuery(addressOf(operation.path), `limit=1&cursor=${own()}`),
          operation.headers,
        );
        expect(status).toBe(200);
      });
    },
  );

  it('compare in the time that it takes, whatever is signed', () => {
    const key = Buffer.alloc(32, 1);
    const cursor = encodeCursor({ sort: 'a', value: 1, id: 'b' }, key);
    expect(decodeCursor(cursor, 'a', 'number', key)).toEqual({
      value: 1,
      id: 'b',
    });
    expect(() => decodeCursor(cursor, 'a', 'string', key)).toThrow(/cursor/);
    expect(() => decodeCursor(cursor, 'b', 'number', key)).toThrow(/cursor/);
  });
});

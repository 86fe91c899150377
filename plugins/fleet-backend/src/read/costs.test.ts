import { AsyncLocalStorage } from 'node:async_hooks';
import express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { describeDatabases } from '../__testUtils__/databases';
import { startEngine } from '../__testUtils__/engine';
import { insertRollout } from '../__testUtils__/rollouts';
import { serveRoutes } from '../__testUtils__/router';
import { seedFleet, type SeededFleet } from '../__testUtils__/seedFleet';
import { FleetSnapshots } from './fleet';

const NOW = 1_800_000_000_000;

/** What one view costs, whatever the machine. */
type Cost = {
  /** Without how many values they are given. */
  statements: string[];
  rows: number;
  bytes: number;
  status: number;
};

const NOTHING = { rows: 0, bytes: 0, status: 0 };

/** A statement without how many values it is given. */
function shapeOf(sql: string): string {
  return sql.replace(/(\$\d+|\?)(, (\$\d+|\?))*/g, '?');
}

/** The same releases in a fleet of any size, whatever the engine had the time to find. */
async function seedRollouts(knex: Knex, clusterId: string): Promise<void> {
  await knex('rollout_member').delete();
  await knex('rollout').delete();
  const chosen = [
    { cluster_id: clusterId },
    { entity_ref: 'component:default/component-7' },
  ];
  for (const [index, where] of chosen.entries()) {
    const instance = await knex('instance')
      .where(where)
      .whereNot({ entity_ref: '' })
      .orderBy('id')
      .first();
    const id = `rollout-${index}`;
    const { entity_ref } = instance;
    await insertRollout(knex, id, instance.cluster_id, { entity_ref });
    await knex('rollout_member')
      .where({ rollout_id: id })
      .update({ instance_id: instance.id, entity_ref });
  }
}

/** A fleet of a size behind the routes, without clusters that could be asked. */
async function serve(knex: Knex, clusters: number) {
  const fleet = await seedFleet(knex, { clusters, now: NOW });
  // The engine has no source, and so would call all of them left.
  const { engine } = await startEngine(knex, []);
  await knex('cluster').update({ left_at: null });
  await engine.stop();
  await seedRollouts(knex, fleet.clusterIds[1]);
  // What else goes on in this process meanwhile is no cost of the view.
  const asked = new AsyncLocalStorage<Cost>();
  let cost: Cost;
  knex.on('query-response', (response, query) => {
    const own = asked.getStore();
    if (!own) return;
    own.statements.push(shapeOf(query.sql));
    const rows = Array.isArray(response) ? response : response?.rows;
    own.rows += Array.isArray(rows) ? rows.length : 1;
  });
  const routes = await serveRoutes(knex, engine, {
    now: () => NOW,
    // What was read once never grows old, however slow the machine is.
    snapshots: FleetSnapshots.create({
      knex,
      entities: () => engine.mirror.index(),
      now: () => NOW,
      monotonic: () => 0,
    }),
  });
  const app = express()
    .use((_request, _response, next) => asked.run(cost, next))
    .use(routes);
  const view = async (path: string, headers: object = {}): Promise<Cost> => {
    cost = { ...NOTHING, statements: [] };
    const response = await request(app)
      .get(path)
      .set({ 'accept-encoding': 'gzip', ...headers })
      .buffer(true)
      .parse((stream, done) => {
        let text = '';
        stream.on('data', chunk => {
          text += chunk;
        });
        stream.on('end', () => done(null, text));
      });
    return {
      ...cost,
      bytes: Number(
        response.headers['content-length'] ?? response.text?.length ?? 0,
      ),
      status: response.status,
    };
  };
  return { fleet, view, app };
}

const PATHS: [string, (fleet: SeededFleet) => string][] = [
  ['the overview', () => '/overview'],
  ['the overview by owner', () => '/overview?groupBy=owner'],
  ['a filtered overview', () => '/overview?environment=production'],
  ['the clusters', () => '/clusters'],
  ['sorted clusters', () => '/clusters?sort=-degraded&region=eu-west-1'],
  ['a cluster', ({ clusterIds }) => `/clusters/${clusterIds[1]}`],
  ['its instances', ({ clusterIds }) => `/clusters/${clusterIds[1]}/instances`],
  ['its workloads', ({ clusterIds }) => `/clusters/${clusterIds[1]}/workloads`],
  [
    'its deliveries',
    ({ clusterIds }) => `/clusters/${clusterIds[1]}/deliveries`,
  ],
  ['a component', () => '/components/component/default/component-7'],
];

describeDatabases('the cost of a view', database => {
  let small: Awaited<ReturnType<typeof serve>>;
  let large: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    small = await serve(await database.open(), 40);
    large = await serve(await database.open(), 400);
  });

  it.each(PATHS)(
    '%s takes as many statements and rows of ten times the fleet',
    async (_, pathOf) => {
      const costs: Cost[] = [];
      for (const { fleet, view } of [small, large]) {
        // The first of a moment is made for all who come after it.
        await view(pathOf(fleet));
        costs.push(await view(pathOf(fleet)));
      }
      const [few, many] = costs;
      expect(many.status).toBe(200);
      expect(many.statements).toEqual(few.statements);
      expect(many.statements.length).toBeGreaterThan(0);
      expect(many.statements.length).toBeLessThanOrEqual(14);
      expect(many.rows).toBeLessThanOrEqual(few.rows + 20);
    },
  );

  it.each(['/overview', '/clusters', '/overview?groupBy=tier'])(
    '%s is one statement for one row, once it was made',
    async path => {
      await large.view(path);
      const { statements, rows } = await large.view(path);
      expect(statements).toHaveLength(1);
      expect(rows).toBe(1);
    },
  );

  it('the first page stays under 100 KB compressed', async () => {
    for (const groupBy of ['region', 'environment', 'owner']) {
      const { bytes } = await large.view(`/overview?groupBy=${groupBy}`);
      expect(bytes).toBeGreaterThan(1_000);
      expect(bytes).toBeLessThan(60_000);
    }
  });

  it('sends nothing to who has it already', async () => {
    const first = await request(large.app).get('/overview');
    const again = await large.view('/overview', {
      'if-none-match': first.headers.etag,
    });
    expect(again).toMatchObject({ status: 304, bytes: 0 });
    const other = await large.view('/overview?groupBy=owner', {
      'if-none-match': '"1-1"',
    });
    expect(other.status).toBe(200);
  });
});

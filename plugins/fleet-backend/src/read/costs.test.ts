import type { Knex } from 'knex';
import request from 'supertest';
import { describeDatabases } from '../__testUtils__/databases';
import { startEngine } from '../__testUtils__/engine';
import { serveRoutes } from '../__testUtils__/router';
import { seedFleet, type SeededFleet } from '../__testUtils__/seedFleet';

const NOW = 1_800_000_000_000;

/** What one view costs, whatever the machine. */
type Cost = {
  statements: number;
  rows: number;
  bytes: number;
  status: number;
};

/** A fleet of a size behind the routes, without clusters that could be asked. */
async function serve(knex: Knex, clusters: number) {
  const fleet = await seedFleet(knex, { clusters, now: NOW });
  // The engine has no source, and so would call all of them left.
  const { engine } = await startEngine(knex, []);
  await knex('cluster').update({ left_at: null });
  await engine.stop();
  const app = await serveRoutes(knex, engine, { now: () => NOW });
  let cost: Cost;
  knex.on('query-response', response => {
    cost.statements += 1;
    const rows = Array.isArray(response) ? response : response?.rows;
    cost.rows += Array.isArray(rows) ? rows.length : 1;
  });
  const view = async (path: string, headers: object = {}): Promise<Cost> => {
    cost = { statements: 0, rows: 0, bytes: 0, status: 0 };
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
      expect(many.statements).toBe(few.statements);
      expect(many.statements).toBeLessThanOrEqual(14);
      expect(many.rows).toBeLessThanOrEqual(few.rows + 20);
    },
  );

  it.each(['/overview', '/clusters', '/overview?groupBy=tier'])(
    '%s is one statement for one row, once it was made',
    async path => {
      await large.view(path);
      expect(await large.view(path)).toMatchObject({ statements: 1, rows: 1 });
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

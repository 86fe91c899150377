import express from 'express';
import type { Knex } from 'knex';
import { setTimeout as pause } from 'node:timers/promises';
import request from 'supertest';
import { CountingCluster } from '../__testUtils__/CountingCluster';
import { describeDatabases } from '../__testUtils__/databases';
import { DatabaseCounters } from '../__testUtils__/DatabaseCounters';
import { testAdapter } from '../__testUtils__/deployments';
import { startEngine, TestSource } from '../__testUtils__/engine';
import { serveRoutes } from '../__testUtils__/router';
import { threadWithin } from '../__testUtils__/threadWithin';
import type { FleetEngine } from '../FleetEngine';
import { FleetSnapshots } from '../read/fleet';
import { BUDGETS, CLUSTERS, OBJECTS } from './budgets';

/** A view is asked for so often until once nobody else reads rows meanwhile. */
const VIEWS = 40;
const BETWEEN_VIEWS_MS = 250;
const POLL_MS = 50;

/** Objects of each cluster that get another release, and how often another is touched before. */
const CHANGED = 7;
const TOUCHES = 5;

describeDatabases('the budgets', database => {
  let knex: Knex;
  let clusters: CountingCluster[];
  let engine: FleetEngine | undefined;
  let counters: DatabaseCounters;
  /** What was asked of the database by those who look. */
  const statements: string[] = [];
  let app: express.Express;
  let snapshots: FleetSnapshots | undefined;

  const sum = (name: 'requests' | 'bytes' | 'watches') =>
    clusters.reduce((total, { counters: own }) => total + own[name], 0);

  /** Serves with nothing held from before: the next view reads what it shows. */
  const serve = async () => {
    if (!engine) throw new Error('There is no engine');
    const { mirror } = engine;
    await snapshots?.stop();
    snapshots = FleetSnapshots.create({
      knex,
      entities: () => mirror.index(),
    });
    const routes = await serveRoutes(knex, engine, { snapshots });
    app = express()
      .use((_request, _response, next) => counters.of(statements, next))
      .use(routes);
  };

  const start = async () => {
    const source = new TestSource(
      'test',
      clusters.map(({ url }, number) => ({
        name: `cluster-${number}`,
        access: { type: 'direct', connection: { server: url } },
      })),
    );
    ({ engine } = await startEngine(knex, [source], {
      startThread: () => threadWithin([testAdapter]),
    }));
    await serve();
  };

  const until = async (isSo: () => Promise<boolean>) => {
    while (!(await isSo())) await pause(POLL_MS);
  };

  /** Everything is watched, judged to be current, and derived. */
  const settled = (watches: number) =>
    until(async () => {
      const { reachability } = (await request(app).get('/overview')).body
        .totals;
      const stale = await knex('workload').where({ stale: true }).first('id');
      const dirty = await knex('dirty').first('cluster_id');
      return (
        sum('watches') >= watches &&
        reachability.reachable === CLUSTERS &&
        !stale &&
        !dirty
      );
    });

  beforeAll(async () => {
    knex = await database.open();
    clusters = await Promise.all(
      Array.from({ length: CLUSTERS }, (_, number) =>
        CountingCluster.start({ number, objects: OBJECTS }),
      ),
    );
    counters = await DatabaseCounters.attach(knex, database.isPostgres);
  });

  afterAll(async () => {
    await snapshots?.stop();
    await engine?.stop();
    counters.detach();
    await Promise.all(clusters.map(cluster => cluster.stop()));
  });

  it('hold for the first sync', async () => {
    await start();
    await settled(CLUSTERS);
    const { writes, written } = await counters.take();
    const stored = await knex('workload').count({ n: '*' }).first();
    expect(Number(stored?.n)).toBe(CLUSTERS * OBJECTS);
    const { firstSync } = BUDGETS;
    expect(sum('requests')).toBeLessThanOrEqual(firstSync.requests);
    expect(sum('bytes')).toBeLessThanOrEqual(firstSync.bytes);
    expect(writes).toBeLessThanOrEqual(firstSync.writes);
    expect(written.workload).toBeLessThanOrEqual(firstSync.workloadRows);
    expect(written.instance).toBeLessThanOrEqual(firstSync.instanceRows);
    expect(written.cell).toBeLessThanOrEqual(firstSync.cellRows);
  });

  it('hold for changes, and for events that say nothing', async () => {
    const before = sum('requests');
    const stamps = async () =>
      new Set<string>(
        (await knex('cell')).map(
          cell => `${cell.cluster_id} ${cell.namespace} ${cell.stamp}`,
        ),
      );
    const known = await stamps();
    for (const cluster of clusters) {
      for (let touch = 0; touch < TOUCHES; touch++) cluster.touch(CHANGED);
      cluster.change(CHANGED);
    }
    await until(async () => {
      const row = await knex('workload')
        .where({ version: '1.0.2' })
        .count({ n: '*' })
        .first();
      const stamped = [...(await stamps())].filter(each => !known.has(each));
      return Number(row?.n) === CLUSTERS && stamped.length === CLUSTERS;
    });
    const { written } = await counters.take();
    expect(written.cell).toBe(BUDGETS.changes.cellRows);
    expect(written.workload).toBe(BUDGETS.changes.workloadRows);
    expect(sum('requests') - before).toBe(BUDGETS.changes.requests);
  });

  it.each([
    ['/overview', BUDGETS.views.overview],
    ['/clusters', BUDGETS.views.clusters],
    ['/changes', BUDGETS.views.changes],
  ])('hold for %s', async (route, budget) => {
    await settled(CLUSTERS);
    // Rows that others read are counted, too, when they do so during a view: they
    // can only add, so the least of several is what a view reads.
    let scanned = Infinity;
    for (let view = 0; view < VIEWS && scanned > budget.scanned; view++) {
      if (view > 0) await pause(BETWEEN_VIEWS_MS);
      await serve();
      const before = sum('requests');
      const scannedBefore = await counters.scanned();
      await counters.take();
      statements.length = 0;
      const { text } = await request(app).get(route).expect(200);
      expect(statements.length).toBeGreaterThan(0);
      expect(statements.length).toBeLessThanOrEqual(budget.statements);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(budget.bytes);
      expect(sum('requests') - before).toBe(BUDGETS.views.requests);
      const { written } = await counters.take();
      expect(written).toEqual({ workload: 0, instance: 0, cell: 0 });
      scanned = Math.min(scanned, (await counters.scanned()) - scannedBefore);
    }
    expect(scanned).toBeLessThanOrEqual(budget.scanned);
  });

  it('hold for a restart with nothing changed', async () => {
    await settled(CLUSTERS);
    await engine?.stop();
    const before = sum('requests');
    await counters.take();
    await start();
    await settled(2 * CLUSTERS);
    const { written } = await counters.take();
    expect(sum('requests') - before).toBeLessThanOrEqual(
      BUDGETS.restart.requests,
    );
    expect(written.workload).toBeLessThanOrEqual(BUDGETS.restart.workloadRows);
    expect(written.instance).toBeLessThanOrEqual(BUDGETS.restart.instanceRows);
  });
});

import type express from 'express';
import type { Knex } from 'knex';
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

/** A view is asked for so often until once nothing else happens meanwhile. */
const VIEWS = 10;
const POLL_MS = 50;

/** Objects of each cluster that get another release, and how often another is touched before. */
const CHANGED = 7;
const TOUCHES = 5;

describeDatabases('the budgets', database => {
  let knex: Knex;
  let clusters: CountingCluster[];
  let engine: FleetEngine | undefined;
  let counters: DatabaseCounters;
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
    app = await serveRoutes(knex, engine, { snapshots });
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
    while (!(await isSo())) {
      await new Promise(resolve => {
        setTimeout(resolve, POLL_MS);
      });
    }
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
    // What the portal does by the clock is counted, too, when it falls into a view:
    // it can only add, so the cheapest of several is what a view costs.
    let statements = Infinity;
    let scanned = Infinity;
    const isWithin = () =>
      statements <= budget.statements && scanned <= budget.scanned;
    for (let view = 0; view < VIEWS && !isWithin(); view++) {
      await serve();
      const before = sum('requests');
      const scannedBefore = await counters.scanned();
      counters.reset();
      const { text } = await request(app).get(route).expect(200);
      const taken = await counters.take();
      statements = Math.min(statements, taken.statements);
      scanned = Math.min(scanned, (await counters.scanned()) - scannedBefore);
      expect(taken.written).toEqual({ workload: 0, instance: 0, cell: 0 });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(budget.bytes);
      expect(sum('requests') - before).toBe(BUDGETS.views.requests);
    }
    expect(statements).toBeLessThanOrEqual(budget.statements);
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

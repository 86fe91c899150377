import type { Knex } from 'knex';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { expectDocumented } from '../__testUtils__/expectDocumented';
import { readingAt } from '../__testUtils__/read';
import { RecordingMetrics } from '../__testUtils__/RecordingMetrics';
import { FleetVitals } from '../observability';
import { getHealth } from './getHealth';

describeDatabases('getHealth', database => {
  let knex: Knex;
  let clock: { now: number };
  let metrics: RecordingMetrics;
  let vitals: FleetVitals;

  beforeEach(async () => {
    knex = await database.open();
    clock = { now: 1_000 };
    metrics = new RecordingMetrics();
    vitals = FleetVitals.create({ metrics, monotonic: () => clock.now });
  });

  const read = async () => {
    const health = await getHealth(readingAt(knex, clock.now), vitals);
    expectDocumented('/health', health);
    return health;
  };

  /** What makes a replica one of which it is known that it works. */
  const worked = () => {
    vitals.written({ durationMs: 5, rows: 3, deleted: 0 });
    vitals.derived({ durationMs: 5, clusters: 1 });
  };
  const now = Date.now();
  const HOUR = 60 * 60_000;

  it('says of nothing that has not happened that it has', async () => {
    expect(await read()).toEqual({
      asOf: new Date(1_000).toISOString(),
      status: 'unknown',
      reasons: [
        'nothing was written yet since this replica started',
        'nothing was derived yet since this replica started',
      ],
      replica: { startedAt: new Date(1_000).toISOString(), fencedWrites: 0 },
      shared: { clusters: {}, marksWaiting: 0, replicas: [], unclaimed: 0 },
    });
    vitals.written({ durationMs: 5, rows: 3, deleted: 0 });
    expect((await read()).status).toBe('unknown');
    vitals.derived({ durationMs: 5, clusters: 1 });
    expect(await read()).toMatchObject({ status: 'ok', reasons: [] });
  });

  it('says that owners cannot be told, once that is no hiccup', async () => {
    worked();
    const failure = 'the notifications backend cannot be reached';
    await knex('notification_turn').update({ failing_since: 1_000, failure });
    expect((await read()).status).toBe('ok');
    clock.now += 60_001;
    expect(await read()).toMatchObject({
      status: 'failing',
      reasons: [
        `owners cannot be told what concerns them since ${new Date(
          1_000,
        ).toISOString()}: ${failure}`,
      ],
    });
    await knex('notification_turn').update({ failing_since: null });
    expect((await read()).status).toBe('ok');
  });

  it('counts clusters, marks and leases, each replica that lives apart', async () => {
    for (const id of ['c-1', 'c-2', 'c-3', 'c-4', 'c-5']) {
      await insertCluster(knex, id, {
        reachability: id === 'c-3' ? 'unreachable' : 'reachable',
      });
    }
    await insertCluster(knex, 'c-left', { left_at: 5 });
    await knex('dirty').insert([
      { cluster_id: 'c-1', namespace: 'a' },
      { cluster_id: 'c-1', namespace: 'b' },
    ]);
    const replica = (id: string, started_at: number, expires_at: number) => ({
      id,
      process: id,
      started_at,
      expires_at,
    });
    await knex('replica').insert([
      replica('r-idle', 2_000, now + HOUR),
      replica('r-1', 1_000, now + HOUR),
      replica('r-dead', 500, now - HOUR),
    ]);
    const held = (
      cluster_id: string,
      holder: string | null,
      until: number,
    ) => ({
      cluster_id,
      holder,
      epoch: 1,
      expires_at: until,
    });
    // The fifth has no lease yet.
    await knex('cluster_lease').insert([
      held('c-1', 'r-1', now + HOUR),
      held('c-2', 'r-1', now + HOUR),
      held('c-3', null, 0),
      held('c-4', 'r-dead', now - HOUR),
      held('c-left', 'r-dead', now - HOUR),
    ]);
    expect((await read()).shared).toEqual({
      clusters: { reachable: 4, unreachable: 1 },
      marksWaiting: 2,
      replicas: [
        { id: 'r-1', startedAt: '1970-01-01T00:00:01.000Z', clusters: 2 },
        { id: 'r-idle', startedAt: '1970-01-01T00:00:02.000Z', clusters: 0 },
      ],
      unclaimed: 3,
    });
  });

  it('is failing where the database takes this replica for dead', async () => {
    worked();
    await knex('replica').insert({
      id: 'r-1',
      process: 'host:1',
      started_at: 1_000,
      expires_at: now + HOUR,
    });
    vitals.observe(() => ({ replica: 'r-1' }));
    expect(await read()).toMatchObject({
      status: 'ok',
      replica: { id: 'r-1' },
    });
    await knex('replica').update({ expires_at: now - HOUR });
    expect(await read()).toMatchObject({
      status: 'failing',
      reasons: [expect.stringContaining('others take over its clusters')],
    });
  });

  it('does not call a write that is no longer wanted one that fails', async () => {
    worked();
    let writesWaiting = 1;
    vitals.observe(() => ({ writesWaiting }));
    vitals.writeFailed();
    clock.now += 60_001;
    expect((await read()).status).toBe('failing');
    writesWaiting = 0;
    expect((await read()).status).toBe('ok');
  });

  it('is failing once writes have failed for a minute, and well again with the first that succeeds', async () => {
    worked();
    vitals.writeFailed();
    clock.now += 60_000;
    vitals.writeFailed();
    expect((await read()).status).toBe('ok');
    clock.now += 1;
    expect(await read()).toMatchObject({
      status: 'failing',
      reasons: ['no write has succeeded since 1970-01-01T00:00:01.000Z'],
    });
    vitals.written({ durationMs: 5, rows: 3, deleted: 0 });
    const healthy = await read();
    expect(healthy.status).toBe('ok');
    expect(healthy.replica).toMatchObject({
      lastWriteAt: new Date(clock.now).toISOString(),
    });
    expect(healthy.replica.writesFailingSince).toBeUndefined();
  });

  it('is failing once derivations have failed for a minute, and where a thread has stopped', async () => {
    worked();
    await knex('dirty').insert({ cluster_id: 'c-1', namespace: 'a' });
    vitals.deriveFailed();
    clock.now += 60_001;
    vitals.observe(() => ({
      threads: [
        { state: 'running', clusters: 5 },
        { state: 'stopped', clusters: 0 },
      ],
    }));
    const { status, reasons } = await read();
    expect(status).toBe('failing');
    expect(reasons).toEqual([
      'no derivation has succeeded since 1970-01-01T00:00:01.000Z',
      'a collecting thread has stopped',
    ]);
  });

  it('answers also when the database does not', async () => {
    worked();
    await knex.schema.renameTable('dirty', 'gone');
    const health = await read();
    expect(health).toMatchObject({
      status: 'failing',
      reasons: ['the database does not answer'],
    });
    expect(health.shared).toBeUndefined();
  });

  it('hands on what is said as metrics, without the name of anything', async () => {
    vitals.requestsMade('throttled');
    vitals.objectsRead({ parsed: 2, skipped: 498 });
    vitals.written({ durationMs: 250, rows: 4, deleted: 1 });
    vitals.writesFenced(2);
    vitals.observe(() => ({ leases: 7, clustersByState: { reachable: 6 } }));
    expect(metrics.recorded).toEqual([
      {
        name: 'fleet.requests',
        value: 1,
        attributes: { outcome: 'throttled' },
      },
      { name: 'fleet.objects', value: 2, attributes: { known: false } },
      { name: 'fleet.objects', value: 498, attributes: { known: true } },
      { name: 'fleet.write.duration', value: 0.25, attributes: undefined },
      { name: 'fleet.rows', value: 4, attributes: { change: 'written' } },
      { name: 'fleet.rows', value: 1, attributes: { change: 'deleted' } },
      { name: 'fleet.write.fenced', value: 2, attributes: undefined },
    ]);
    expect(await metrics.observed()).toEqual([
      { name: 'fleet.clusters', value: 6, attributes: { state: 'reachable' } },
      { name: 'fleet.leases', value: 7, attributes: undefined },
    ]);
    expect((await read()).replica).toMatchObject({
      leases: 7,
      fencedWrites: 2,
    });
  });
});

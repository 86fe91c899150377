import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { APPLICATIONS, DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { deliveryFact, workloadFact } from '../__testUtils__/facts';
import { batchOf, resolverOf, write } from '../__testUtils__/store';
import { writeVerdicts } from '../coverage/writeVerdicts';
import { markStale } from './markStale';
import { markDirty } from './markDirty';
import { resolveSubjectsAgain } from './resolveSubjectsAgain';
import { EVERY_NAMESPACE } from './touchedNamespaces';
import { writeBatches } from './writeBatches';
import { WriteQueue } from './WriteQueue';

/** Resolves when some transaction of this database waits for a lock. */
async function someoneWaits(knex: Knex): Promise<void> {
  for (;;) {
    const { rows } = await knex.raw(
      `select 1 from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
  }
}

const away = factsOf(
  deliveryFact({
    name: 'away',
    subject: { type: 'reference', server: 'https://a' },
  }),
);
const toA = resolverOf({ 'https://a': 'c-a' });

// SQLite has one connection: nobody waits for anybody.
describeDatabases('writers that meet', database => {
  if (!database.isPostgres) return;

  it('wait for each other in one order when a cluster falls silent that a hub speaks of', async () => {
    const knex = await database.open();
    await write(knex, APPLICATIONS, [away], {
      observer: 'hub',
      resolver: toA,
    });
    await knex('delivery').update({ stale: false });
    const mark = { clusterId: 'c-a', namespace: EVERY_NAMESPACE };
    const hub = await knex.transaction();
    await markDirty({ knex: hub, marks: [mark] });
    const silencing = writeVerdicts({
      knex,
      fences: undefined,
      coverage: [],
      clusters: [],
      verdicts: {
        transitions: [],
        silenced: ['c-a'],
        marks: [{ ...mark, observer: 'c-a' }],
      },
    });
    await someoneWaits(knex);
    await hub('delivery').update({ data: '{}' });
    await hub.commit();
    await silencing;
    expect(await knex('delivery').pluck('stale')).toEqual([true]);
  });

  it('wait for each other in one order when what a hub refers to is found', async () => {
    const knex = await database.open();
    await write(knex, APPLICATIONS, [away], { observer: 'hub' });
    const hub = await knex.transaction();
    await markDirty({
      knex: hub,
      marks: [{ clusterId: 'hub', namespace: EVERY_NAMESPACE }],
    });
    const resolving = resolveSubjectsAgain({ knex, resolver: toA });
    await someoneWaits(knex);
    await hub('delivery').update({ data: '{}' });
    await hub.commit();
    await resolving;
    expect(await knex('delivery').pluck('subject')).toEqual(['c-a']);
  });

  it('take facts in the order of their ids', async () => {
    const knex = await database.open();
    const workload = (name: string, version: string) =>
      factsOf(workloadFact({ name, version }));
    const names = ['a', 'b', 'c', 'd'];
    await write(
      knex,
      DEPLOYMENTS,
      names.map(name => workload(name, '1')),
    );
    const stored = await knex('workload').select('id', 'name');
    stored.sort((one, two) => (one.id < two.id ? -1 : 1));
    const derive = await knex.transaction();
    await derive('workload')
      .where({ id: stored[0].id })
      .update({ stale: true });
    const writing = writeBatches({
      knex,
      batches: [
        batchOf(
          DEPLOYMENTS,
          stored.reverse().map(({ name }) => workload(name, '2')),
        ),
      ],
      resolver: resolverOf(),
      now: 2_000,
    });
    await someoneWaits(knex);
    await derive('workload').update({ stale: true });
    await derive.commit();
    expect(await writing).toMatchObject([{ written: 4 }]);
  });

  it('take what falls silent in the order of the ids', async () => {
    const knex = await database.open();
    const names = ['a', 'b', 'c', 'd'];
    const workloads = names.map(name => factsOf(workloadFact({ name })));
    // Where they stand in the table is the other way round.
    workloads.sort((one, two) => (one.facts[0].id < two.facts[0].id ? 1 : -1));
    for (const workload of workloads)
      await write(knex, DEPLOYMENTS, [workload]);
    await knex('workload').update({ stale: false });
    const ids = await knex('workload').pluck('id');
    ids.sort((one, two) => (one < two ? -1 : 1));
    const writer = await knex.transaction();
    await writer('workload').where({ id: ids[0] }).update({ data: '{}' });
    const silencing = knex.transaction(trx =>
      markStale({ knex: trx, clusterIds: ['c-1'] }),
    );
    await someoneWaits(knex);
    for (const id of ids.slice(1)) {
      await writer('workload').where({ id }).update({ data: '{}' });
    }
    await writer.commit();
    await silencing;
    expect(await knex('workload').pluck('stale')).toEqual(
      names.map(() => true),
    );
  });

  it('take the rows of clusters in the order of their ids', async () => {
    const knex = await database.open();
    const ids = ['c-1', 'c-2', 'c-3', 'c-4'];
    // Where they stand in the table is the other way round.
    for (const id of [...ids].reverse()) await insertCluster(knex, id);
    const derive = await knex.transaction();
    await derive('cluster').where({ id: 'c-1' }).update({ stale: false });
    const telling = writeVerdicts({
      knex,
      fences: undefined,
      coverage: [],
      clusters: ids.slice(0, 3).map(id => ({
        id,
        reachability: 'unreachable',
        reachability_since: 1,
        reachability_reason: null,
        last_seen_at: null,
        identity_lost_at: null,
        coverage_asked: 1,
        coverage_current: 0,
        coverage_state: 'unreachable',
        coverage_reason: null,
        kubernetes_version: null,
        kubernetes_minor: null,
        kubernetes_minor_number: null,
      })),
      verdicts: { transitions: [], silenced: ['c-4'], marks: [] },
    });
    await someoneWaits(knex);
    for (const id of ids.slice(1)) {
      await derive('cluster').where({ id }).update({ stale: false });
    }
    await derive.commit();
    await telling;
    expect(
      await knex('cluster').orderBy('id').select('reachability', 'stale'),
    ).toEqual([
      { reachability: 'unreachable', stale: false },
      { reachability: 'unreachable', stale: false },
      { reachability: 'unreachable', stale: false },
      { reachability: expect.any(String), stale: true },
    ]);
  });

  it('leave nothing unresolved that was being written when a cluster became known', async () => {
    const knex = await database.open();
    let resolver = resolverOf();
    const queue = WriteQueue.create({
      knex,
      logger: mockServices.logger.mock(),
      resolver: { resolve: (...told) => resolver.resolve(...told) },
    });
    const held = await knex.transaction();
    await markDirty({
      knex: held,
      marks: [{ clusterId: 'hub', namespace: EVERY_NAMESPACE }],
    });
    const writing = queue.write(
      batchOf(APPLICATIONS, [away], { observer: 'hub' }),
    );
    await someoneWaits(knex);
    resolver = toA;
    const resolving = queue
      .underWay()
      .then(() => resolveSubjectsAgain({ knex, resolver }));
    await held.commit();
    await Promise.all([writing, resolving]);
    expect(await knex('delivery').pluck('subject')).toEqual(['c-a']);
    await queue.stop();
  });
});

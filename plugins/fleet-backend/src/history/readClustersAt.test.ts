import type { Knex } from 'knex';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { DEPLOYMENTS } from '../__testUtils__/changes';
import { CoverageTracker } from '../coverage/CoverageTracker';
import { writeTransitions } from './writeTransitions';
import { runSteps } from '../derive/statements';
import { readClustersAt } from './readClustersAt';

const START = 1_000_000;

describeDatabases('how clusters were covered', database => {
  let knex: Knex;
  let clock: { now: number };

  const track = async () => {
    const tracker = CoverageTracker.create({
      knex,
      tellsWhatRuns: () => true,
      onChanged: () => {},
      now: () => clock.now,
    });
    await tracker.acquire(['c-1']);
    tracker.begin('c-1', 'prod-a', { state: 'pending' });
    return tracker;
  };
  const watch = async (tracker: CoverageTracker) => {
    tracker.connected('c-1', undefined);
    tracker.discovered('c-1', [DEPLOYMENTS.key]);
    tracker.told('c-1', DEPLOYMENTS.key, 'current', undefined);
    tracker.confirmed('c-1', [DEPLOYMENTS.key]);
    await tracker.judge();
  };
  const at = async (time: number) => {
    const [cluster] = await readClustersAt({
      knex,
      at: time,
      clusterIds: ['c-1'],
    });
    return (
      cluster && [
        cluster.isWatched,
        cluster.reachability,
        cluster.notCurrent.join(),
      ]
    );
  };

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'c-1', {
      reachability: 'pending',
      created_at: START - 5_000,
    });
    clock = { now: START };
  });

  it('is not known before anybody watched, nor while it did not answer', async () => {
    const tracker = await track();
    await watch(tracker);
    clock.now = START + 50_000;
    tracker.confirmed('c-1', [DEPLOYMENTS.key]);
    clock.now = START + 60_000;
    tracker.told('c-1', DEPLOYMENTS.key, 'unreachable', 'connection refused');
    tracker.connectionFailed('c-1', 'unreachable', 'connection refused');
    await tracker.judge();
    clock.now = START + 90_000;
    await watch(tracker);

    expect(await at(START - 10_000)).toEqual([false, undefined, 'Deployment']);
    expect(await at(START - 1_000)).toEqual([true, undefined, 'Deployment']);
    expect(await at(START + 10_000)).toEqual([true, 'reachable', '']);
    // After the last proof, before it was noticed.
    expect(await at(START + 55_000)).toEqual([true, undefined, 'Deployment']);
    expect(await at(START + 70_000)).toEqual([
      true,
      'unreachable',
      'Deployment',
    ]);
    expect(await at(START + 90_000)).toEqual([true, 'reachable', '']);
  });

  it('is not known while no portal was there, however often that was', async () => {
    for (const begin of [START, START + 500_000, START + 900_000]) {
      clock.now = begin;
      const tracker = await track();
      await watch(tracker);
      clock.now += 1_000;
      tracker.confirmed('c-1', [DEPLOYMENTS.key]);
      await tracker.judge();
      clock.now += 1_000;
      tracker.confirmed('c-1', [DEPLOYMENTS.key]);
      await tracker.flush(['c-1']);
    }
    expect((await at(START + 500))?.[2]).toBe('');
    for (const time of [START + 200_000, START + 700_000]) {
      expect((await at(time))?.[2]).toBe('Deployment');
    }
    expect((await at(START + 501_500))?.[2]).toBe('');
    expect((await at(START + 901_500))?.[2]).toBe('');
  });

  it('has the region of that time, and leaves out what had left', async () => {
    await knex('cluster').update({ region: 'b', environment: 'production' });
    await runSteps(knex, () =>
      writeTransitions(knex, [
        {
          at: START + 10_000,
          clusterId: 'c-1',
          scope: 'cluster',
          thing: 'c-1',
          name: 'prod-a',
          field: 'region',
          from: 'a',
          to: 'b',
        },
      ]),
    );
    const placed = async (time: number) =>
      (await readClustersAt({ knex, at: time, clusterIds: ['c-1'] })).map(
        ({ region, environment }) => [region, environment],
      );
    expect(await placed(START)).toEqual([['a', 'production']]);
    expect(await placed(START + 10_000)).toEqual([['b', 'production']]);
    await knex('cluster').update({ left_at: START + 20_000 });
    expect(await placed(START + 10_000)).toHaveLength(1);
    expect(await placed(START + 20_000)).toEqual([]);
  });
});

import type { Knex } from 'knex';
import { insertCluster } from '../__testUtils__/cluster';
import { DEPLOYMENT_KEY, trackerAt, watched } from '../__testUtils__/coverage';
import { describeDatabases } from '../__testUtils__/databases';
import { readingAt } from '../__testUtils__/read';
import { currencyOf, readCoverageIndex } from './coverageIndex';
import { CoverageTracker } from './CoverageTracker';
import { RemoteCoverage } from './RemoteCoverage';

const START = 1_800_000_000_000;
const POLLED = {
  adapter: 'argocd',
  group: 'api.argocd',
  kind: 'Cluster',
  scope: 'namespace/argocd',
};
const FACT = {
  observer: 'c-1',
  adapter: 'argocd',
  api_group: 'api.argocd',
  kind: 'Cluster',
  namespace: 'argocd',
  name: 'member',
  subject: 'c-1',
  subject_reference: null,
  unreadable: null,
};

/** A cluster that is watched, and of which something was answered at the start. */
async function asked(knex: Knex, freshnessMs: number) {
  await insertCluster(knex, 'c-1', { reachability: 'pending' });
  const parts = await trackerAt(knex, START);
  const { tracker, clock } = parts;
  tracker.begin('c-1', 'prod-a', { state: 'pending' });
  tracker.connected('c-1', 'v1.34.2');
  watched(tracker, 'c-1', DEPLOYMENT_KEY);
  tracker.told('c-1', POLLED, 'current', undefined, freshnessMs);
  tracker.confirmed('c-1', [POLLED]);
  await tracker.judge();
  /** What the one who reads it, another replica, and whoever asks, say of it. */
  const currency = async () => {
    await tracker.judge();
    const remote = new RemoteCoverage({ knex, now: () => clock.now });
    await remote.preload(['c-1']);
    const index = await readCoverageIndex(readingAt(knex, clock.now), [FACT]);
    return [
      tracker.currencyOf('c-1', POLLED),
      remote.currencyOf('c-1', POLLED),
      currencyOf(FACT, index),
    ];
  };
  return { ...parts, currency };
}

const SECONDS = 1_000;

describeDatabases('kinds that are asked for now and then', database => {
  it.each([180, 30])(
    'are current for as long as their proof counts: %i s',
    async seconds => {
      const knex = await database.open();
      const { clock, currency } = await asked(knex, seconds * SECONDS);
      clock.now = START + seconds * SECONDS;
      expect((await currency()).map(({ current }) => current)).toEqual(
        Array(3).fill(true),
      );
      clock.now += 1;
      expect(await currency()).toEqual(
        Array(3).fill(
          expect.objectContaining({
            current: false,
            reason: `no sign of life for more than ${seconds} seconds`,
          }),
        ),
      );
    },
  );

  it('do not make a cluster one that is read in part only', async () => {
    const knex = await database.open();
    const { tracker } = await asked(knex, 180 * SECONDS);
    tracker.told('c-1', DEPLOYMENT_KEY, 'current', undefined);
    tracker.confirmed('c-1', [DEPLOYMENT_KEY]);
    tracker.told('c-1', POLLED, 'invalid', 'a page', 180 * SECONDS);
    await tracker.judge();
    expect(await knex('cluster').where({ id: 'c-1' }).first()).toMatchObject({
      coverage_asked: 1,
      coverage_current: 1,
      coverage_state: 'current',
      coverage_reason: null,
    });
    expect(
      await knex('coverage').where({ api_group: POLLED.group }).first(),
    ).toMatchObject({ state: 'invalid', reason: 'a page' });
  });

  it('are taken up again with the time that is left', async () => {
    const knex = await database.open();
    await asked(knex, 180 * SECONDS);
    const { tracker, clock } = await trackerAt(knex, START + 150 * SECONDS);
    await tracker.acquire(['c-1']);
    await tracker.judge();
    expect(tracker.currencyOf('c-1', POLLED).current).toBe(true);
    clock.now = START + 180 * SECONDS + 1;
    await tracker.judge();
    expect(tracker.currencyOf('c-1', POLLED).current).toBe(false);
  });

  it('are no sign of life of the cluster, and none of its death', async () => {
    const knex = await database.open();
    const { tracker, clock } = await asked(knex, 180 * SECONDS);
    const row = () => knex('cluster').where({ id: 'c-1' }).first();
    clock.now += 10 * SECONDS;
    tracker.told('c-1', POLLED, 'unreachable', 'away', 180 * SECONDS);
    await tracker.judge();
    expect((await row()).reachability).toBe('reachable');
    tracker.told('c-1', POLLED, 'current', undefined, 180 * SECONDS);
    tracker.confirmed('c-1', [POLLED]);
    tracker.connectionFailed('c-1', 'unreachable', 'refused');
    tracker.told('c-1', DEPLOYMENT_KEY, 'unreachable', 'refused');
    await tracker.judge();
    expect(await row()).toMatchObject({ reachability: 'unreachable' });
    expect(Number((await row()).last_seen_at)).toBe(START);
    expect(tracker.currencyOf('c-1', POLLED).current).toBe(true);
  });

  it('say where they are missing in configuration once they are', async () => {
    const knex = await database.open();
    await asked(knex, 180 * SECONDS);
    const tracker = CoverageTracker.create({
      knex,
      tellsWhatRuns: () => false,
      isExtension: ({ group }) => group === POLLED.group,
      onChanged: () => undefined,
      now: () => START + SECONDS,
    });
    await tracker.acquire(['c-1']);
    tracker.discovered('c-1', [{ ...DEPLOYMENT_KEY, version: 'v1' }]);
    await tracker.judge();
    expect(tracker.currencyOf('c-1', POLLED)).toMatchObject({
      current: false,
      reason: 'it is not under fleet.polls any more',
    });
  });
});

import { FaultRun, type RunOutcome } from './FaultRun';
import { openFaultsDatabase, type FaultsDatabase } from './openFaultsDatabase';
import { randomOf } from './random';
import { startLocalPortal } from './startLocalPortal';
import { tellFailures } from './tellFailures';
import { VirtualTime } from './VirtualTime';

/** Which seeds this process runs, unless it is told otherwise. */
const BASE_SEED = 'fleet';

function told(outcome: RunOutcome): string {
  const { seed } = outcome;
  return `The run with the seed '${seed}' failed. FLEET_FAULTS_SEED=${seed} runs it again.\n${tellFailures(
    outcome,
  )}`;
}

/**
 * Describes runs under random faults, in time that passes by itself. With
 * `FLEET_FAULTS_SEED` the run of that seed is the only one; `FLEET_FAULTS_RUNS`
 * is the number of runs over all files together.
 */
export function describeSeededRuns(options: {
  runs: number;
  /** Number of the first run. */
  offset: number;
  client: 'better-sqlite3' | 'pg';
}): void {
  const { client } = options;
  const single = process.env.FLEET_FAULTS_SEED;
  const share = Number(process.env.FLEET_FAULTS_RUNS ?? 300) / 300;
  const runs = Math.max(1, Math.round(options.runs * share));
  const seeds = single
    ? [single]
    : Array.from(
        { length: runs },
        (_, index) => `${BASE_SEED}-${options.offset + index}`,
      );
  describe(`runs under random faults on ${client}`, () => {
    jest.setTimeout(120_000);
    let database: FaultsDatabase;
    let time: VirtualTime;

    beforeAll(async () => {
      database = await openFaultsDatabase(client);
    });
    afterAll(() => database.close());

    beforeEach(async () => {
      await database.empty();
      time = VirtualTime.install();
      await time.follow(database);
    });

    afterEach(() => {
      jest.restoreAllMocks();
      time.uninstall();
    });

    it.each(seeds)('seed %s', async seed => {
      jest.spyOn(Math, 'random').mockImplementation(randomOf(seed).next);
      const outcome = await FaultRun.run(seed, {
        knex: database.knex,
        time,
        settle: work => time.settle(work),
        startPortal: portal =>
          startLocalPortal(portal, { knex: database.knex }),
      });
      if (outcome.failures.length > 0) throw new Error(told(outcome));
      expect(outcome.convergedMs).toBeLessThanOrEqual(65_000);
    });
  });
}

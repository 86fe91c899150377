import {
  Backend,
  compareWithTruth,
  startClusters,
  storeFor,
} from '../lib/contestants.mjs';
import { cpuOf } from '../lib/measure.mjs';
import { writtenRows } from '../lib/Postgres.mjs';
import { sleep, until } from '../lib/wait.mjs';

/** Tables that say what clusters said, and what follows from it. */
const SUBSTANCE = [
  'namespace',
  'node',
  'workload',
  'delivery',
  'fact',
  'instance',
  'cell',
  'transition',
];
/** PostgreSQL's processes tell what they wrote with a delay. */
const STATISTICS_MS = 1_500;

/** The same backend started again on what it knows, while nothing has changed. */
export const restart = {
  name: 'restart',
  async run(context) {
    const count = context.scaled(40, 2);
    const clusters = await startClusters({
      count,
      objects: context.scaled(2_500, 300),
      seed: context.seed,
    });
    // Read before the others each time: starting threads and compiling what they run
    // is over before anything is counted, as starting the portal is.
    const warm = await startClusters({
      count: 1,
      objects: 300,
      seed: context.seed,
      firstNumber: 4_000,
    });
    const openWatches = async () =>
      (await clusters.counters()).openWatches +
      (await warm.counters()).openWatches;
    const both = {
      served: clusters.served,
      counters: async () => ({ openWatches: await openWatches() }),
    };
    const truth = await clusters.truth();
    const wrong = [];
    const store = await storeFor(context, 'postgres', 'restart');
    let backend = await Backend.start({ store });
    await backend.ask('warm', { urls: warm.urls });
    await backend.ask('connect', { urls: clusters.urls });
    await backend.untilSettled(count + 1, { clusters: both });
    await backend.quiet();
    await backend.leave();

    const database = await context.postgres.connect(store.database);
    const rounds = [];
    for (const how of ['resumed', 'listed']) {
      if (how === 'listed') await clusters.child.ask('forget');
      backend = await Backend.start({ store });
      await backend.ask('warm', { urls: warm.urls });
      await until(
        'The first cluster is read',
        async () =>
          (await warm.counters()).openWatches >= backend.kindsOf(warm),
      );
      await backend.quiet();
      await sleep(STATISTICS_MS);
      const before = await writtenRows(database);
      const asked = await clusters.counters();
      await backend.ask('statements', { keep: true });
      const used = await cpuOf(backend, async () => {
        await backend.ask('connect', { urls: clusters.urls });
        await backend.untilSettled(count + 1, { clusters: both });
        await backend.quiet();
      });
      await sleep(STATISTICS_MS);
      const after = await writtenRows(database);
      const told = await clusters.counters();
      const { count: statements } = await backend.ask('statements');
      const written = Object.fromEntries(
        Object.entries(after)
          .map(([table, rows]) => [table, rows - (before[table] ?? 0)])
          .filter(([, rows]) => rows > 0),
      );
      rounds.push({
        how,
        perObject: (used.all / truth.total) * 1e6,
        backendPerObject: (used.backend / truth.total) * 1e6,
        databasePerObject: (used.database / truth.total) * 1e6,
        seconds: used.seconds,
        written,
        substance: SUBSTANCE.reduce(
          (sum, table) => sum + (written[table] ?? 0),
          0,
        ),
        statements,
        bytes: told.bytes - asked.bytes,
        lists: told.lists - asked.lists,
      });
      wrong.push(...(await compareWithTruth(backend, clusters, warm)));
      await backend.leave();
    }
    await database.end();
    await clusters.stop();
    await warm.stop();
    await store.drop();
    const [resumed, listed] = rounds;
    return {
      wrong,
      rows: [
        {
          goal: 'restart',
          value: listed.perObject,
          note: `where everything is listed again: ${Math.round(
            listed.bytes / truth.total,
          )} B read and ${(listed.statements / truth.total).toFixed(
            2,
          )} statements per object, database ${listed.databasePerObject.toFixed(
            1,
          )} µs; where the clusters still know what came since: ${resumed.perObject.toFixed(
            1,
          )} µs and ${resumed.lists} lists`,
        },
        {
          goal: 'restart-rows',
          value: Math.max(...rounds.map(({ substance }) => substance)),
          note: `all tables: ${JSON.stringify(listed.written)}`,
        },
      ],
      measured: { rounds, objects: truth.total },
    };
  },
};

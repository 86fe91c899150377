import {
  Backend,
  compareWithTruth,
  Contestant,
  startClusters,
  storeFor,
} from '../lib/contestants.mjs';
import {
  cpuOf,
  difference,
  mean,
  residentGrowth,
  thereAndBack,
} from '../lib/measure.mjs';
import { quantile } from '../lib/statistics.mjs';
import { sleep } from '../lib/wait.mjs';

const MICRO = 1e6;
const OVERVIEW_EVERY_MS = 100;

/** Everything read for the first time: by us, by informers, and by the floor. */
export const firstSync = {
  name: 'first-sync',
  async run(context) {
    // Big enough that an object counts, and not connecting: that is another section.
    const count = context.scaled(40, 4);
    const objects = context.scaled(1_000, 300);
    const clusters = await startClusters({
      count,
      objects,
      seed: context.seed,
    });
    const truth = await clusters.truth();
    // The first cluster warms everybody up: what runs for the first time is compiled, not measured.
    const [first] = clusters.urls;
    const objectsMeasured = truth.total * (1 - 1 / count);
    const perObject = seconds => (seconds / objectsMeasured) * MICRO;
    const wrong = [];

    const ours = kind => async () => {
      const store = await storeFor(context, kind, 'sync');
      const backend = await Backend.start({ store });
      await backend.ask('connect', { urls: [first] });
      await backend.untilSettled(1, { clusters });
      await backend.quiet();
      const emptyMemory = await backend.ask('memory');
      await backend.ask('delays');
      await backend.ask('statements');
      const start = await clusters.counters();
      let stored;
      const before = backend.cpu();
      const used = await cpuOf(backend, async () => {
        const { growth } = await residentGrowth(backend.child.pid, async () => {
          await backend.ask('connect', { urls: clusters.urls });
          stored = await backend.untilSettled(count, { clusters });
        });
        return growth;
      });
      const end = await clusters.counters();
      const delays = await backend.ask('delays');
      const { count: statements } = await backend.ask('statements');
      wrong.push(...(await compareWithTruth(backend, clusters)));
      const memory = await backend.ask('memory');
      await backend.stop();
      await store.drop();
      return {
        perObject: perObject(used.all),
        backendPerObject: perObject(used.backend),
        databasePerObject: perObject(used.database),
        perObjectUntilStored: perObject(
          difference(stored.cpuStored, before).all,
        ),
        seconds: used.seconds,
        residentGrowth: used.result,
        heapPerObject: (memory.heap - emptyMemory.heap) / objectsMeasured,
        delays,
        statementsPerObject: statements / truth.total,
        requests: end.requests - start.requests,
      };
    };

    const theirs = (file, options) => async name => {
      const database = await context.postgres.create('sync_other');
      const contestant = await Contestant.start(
        file,
        { ...options, database },
        { postgres: context.postgres },
      );
      await contestant.ask('connect', { urls: [first] });
      const emptyMemory =
        file === 'informers.mjs' && (await contestant.ask('memory'));
      const used = await cpuOf(contestant, () =>
        contestant.ask('connect', { urls: clusters.urls.slice(1) }),
      );
      const state = await contestant.ask('state');
      if (state.digest !== truth.digest) {
        wrong.push(`${name} holds something else than there is`);
      }
      const memory =
        file === 'informers.mjs' && (await contestant.ask('memory'));
      await contestant.stop();
      await context.postgres.drop('sync_other');
      return {
        perObject: perObject(used.all),
        backendPerObject: perObject(used.backend),
        databasePerObject: perObject(used.database),
        seconds: used.seconds,
        ...(memory
          ? {
              heapPerObject: (memory.heap - emptyMemory.heap) / objectsMeasured,
            }
          : {}),
      };
    };

    const measured = await thereAndBack([
      ['ours, PostgreSQL', ours('postgres')],
      ['ours, SQLite', ours('sqlite')],
      ['informers, bare', theirs('informers.mjs', { mode: 'bare' })],
      ['informers, a row each', theirs('informers.mjs', { mode: 'rows' })],
      ['informers, batches', theirs('informers.mjs', { mode: 'batches' })],
      ['floor', theirs('floor.mjs', {})],
    ]);
    const loaded = await watchedSync(context, clusters, count);
    const list = await oneLongList(context, wrong);
    await clusters.stop();

    const of = (name, pick) => mean(measured[name].map(pick));
    const floor = of('floor', run => run.perObject);
    const ourRuns = measured['ours, PostgreSQL'];
    return {
      wrong,
      rows: [
        {
          goal: 'first-sync',
          value: of('ours, PostgreSQL', run => run.perObject) / floor,
          note: `${Math.round(
            of('ours, PostgreSQL', run => run.perObject),
          )} µs of which database ${Math.round(
            of('ours, PostgreSQL', run => run.databasePerObject),
          )}; until stored ${Math.round(
            of('ours, PostgreSQL', run => run.perObjectUntilStored),
          )}; SQLite ${Math.round(
            of('ours, SQLite', run => run.perObject),
          )}; floor ${Math.round(floor)}; informers ${[
            'bare',
            'a row each',
            'batches',
          ]
            .map(
              mode =>
                `${mode} ${Math.round(
                  of(`informers, ${mode}`, run => run.perObject),
                )}`,
            )
            .join(', ')}`,
        },
        {
          goal: 'loop-delay',
          value: mean(ourRuns.map(run => run.delays.p99)),
          note: `longest ${Math.round(
            Math.max(...ourRuns.map(run => run.delays.max)),
          )} ms`,
        },
        {
          goal: 'overview-during-sync',
          value: quantile(loaded.latencies, 0.95),
          note: `${loaded.latencies.length} times, p50 ${Math.round(
            quantile(loaded.latencies, 0.5),
          )} ms`,
        },
        {
          goal: 'object-memory',
          value: mean(ourRuns.map(run => run.heapPerObject)),
          note: `heap of all threads; informers ${Math.round(
            of('informers, bare', run => run.heapPerObject),
          )} B`,
        },
        {
          goal: 'list-memory',
          value: list.growth,
          note: `resident, one list of ${
            list.objects
          } objects; all ${count} clusters at once ${Math.round(
            Math.max(...ourRuns.map(run => run.residentGrowth)) / 1024 / 1024,
          )} MB`,
        },
      ],
      measured: { ...measured, loaded, list, objects: objectsMeasured },
    };
  },
};

/** The same sync with somebody who looks at the overview all the time. */
async function watchedSync(context, clusters, count) {
  const store = await storeFor(context, 'postgres', 'watched_sync');
  const backend = await Backend.start({ store });
  const latencies = [];
  await backend.get('/overview');
  let settled = false;
  const looking = (async () => {
    while (!settled) {
      const startedAt = performance.now();
      await backend.get('/overview');
      latencies.push(performance.now() - startedAt);
      await sleep(OVERVIEW_EVERY_MS);
    }
  })();
  await backend.ask('connect', { urls: clusters.urls });
  await backend.untilSettled(count, { clusters });
  settled = true;
  await looking;
  const delays = await backend.ask('delays');
  await backend.stop();
  await store.drop();
  return { latencies, delays };
}

/** How much memory a list of a big cluster takes while it is read. */
async function oneLongList(context, wrong) {
  const clusters = await startClusters({
    count: 2,
    // The small one comes first, so that reading at all is not what is measured.
    sizes: [300, context.scaled(20_000, 1_000)],
    seed: context.seed,
    onlyKinds: ['namespaces', 'deployments'],
  });
  const store = await storeFor(context, 'postgres', 'long_list');
  const backend = await Backend.start({ store });
  await backend.ask('connect', { urls: clusters.urls.slice(0, 1) });
  await backend.untilSettled(1, { clusters });
  await backend.quiet();
  // As long as it is under way: what follows from it is derived afterwards.
  const { growth, before, peak } = await residentGrowth(
    backend.child.pid,
    async () => {
      await backend.ask('connect', { urls: clusters.urls });
      await backend.untilStored(2, { clusters });
    },
  );
  await backend.untilSettled(2, { clusters });
  wrong.push(...(await compareWithTruth(backend, clusters)));
  const { counts } = await clusters.truth({});
  await backend.stop();
  await store.drop();
  await clusters.stop();
  return { growth, before, peak, objects: counts.Deployment };
}

import { WATCHED_KINDS } from '../clusters/kinds.mjs';
import {
  Backend,
  compareWithTruth,
  Contestant,
  startClusters,
  storeFor,
} from '../lib/contestants.mjs';
import { cpuOf } from '../lib/measure.mjs';
import { sleep } from '../lib/wait.mjs';

/** Every watch gets a bookmark in so long. */
const WINDOW_MS = 60_000;
const SETTLE_MS = 10_000;
const VIEWS = 20;

/** A thousand clusters on which nothing happens; and views of them, which must not reach them. */
export const idle = {
  name: 'idle',
  async run(context) {
    const count = context.scaled(1_000, 10);
    const clusters = await startClusters({
      count,
      objects: 13,
      seed: context.seed,
      // The kinds that the goal speaks of.
      onlyKinds: WATCHED_KINDS.map(({ plural }) => plural),
    });
    const store = await storeFor(context, 'postgres', 'idle');
    const backend = await Backend.start({ store });
    const connected = await cpuOf(backend, async () => {
      await backend.ask('connect', { urls: clusters.urls });
      await backend.untilSettled(count, { clusters, timeoutMs: 420_000 });
    });
    await backend.quiet({ timeoutMs: 30_000 });
    await sleep(SETTLE_MS);
    await backend.ask('statements');
    const ours = await cpuOf(backend, () => sleep(context.lasting(WINDOW_MS)));
    const { count: statements } = await backend.ask('statements');
    const wrong = await compareWithTruth(backend, clusters);

    const before = await clusters.counters();
    const startedAt = performance.now();
    for (let view = 0; view < VIEWS; view++) {
      await Promise.all([
        backend.get('/overview'),
        backend.get('/clusters'),
        backend.get('/components/component/default/component-0'),
      ]);
    }
    const viewSeconds = (performance.now() - startedAt) / 1_000;
    const after = await clusters.counters();
    // Last: a snapshot of a heap holds its thread up until its watches are lost.
    const memory = await backend.ask('memory');
    await backend.stop();
    await store.drop();

    const informers = await Contestant.start('informers.mjs', { mode: 'bare' });
    await informers.ask('connect', { urls: clusters.urls });
    await sleep(SETTLE_MS);
    const theirs = await cpuOf(informers, () =>
      sleep(context.lasting(WINDOW_MS)),
    );
    const theirMemory = await informers.ask('memory');
    await informers.stop();
    await clusters.stop();

    const lists = after.lists - before.lists;
    return {
      wrong,
      rows: [
        {
          goal: 'idle-cpu',
          value: ours.all / ours.seconds,
          note: `${count} clusters; database ${(
            ours.database / ours.seconds
          ).toFixed(3)}, ${(statements / ours.seconds).toFixed(
            1,
          )} statements a second; informers ${(
            theirs.all / theirs.seconds
          ).toFixed(3)} cores; resident ${Math.round(
            memory.resident / 1024 / 1024,
          )} MB, informers ${Math.round(
            theirMemory.resident / 1024 / 1024,
          )} MB`,
        },
        {
          goal: 'requests-per-view',
          value: lists / VIEWS,
          note: `${VIEWS} views of overview, clusters and a component on all of ${count} clusters in ${viewSeconds.toFixed(
            1,
          )} s; ${
            after.requests - before.requests
          } requests of any kind in that time`,
        },
      ],
      measured: { connected, ours, theirs, statements, memory, theirMemory },
    };
  },
};

import {
  Backend,
  compareWithTruth,
  startClusters,
  storeFor,
} from '../lib/contestants.mjs';
import { mean } from '../lib/measure.mjs';
import { probe } from '../lib/probe.mjs';
import { quantile } from '../lib/statistics.mjs';

const NORMAL_PER_CLUSTER = 2;
const TIMES = 100;
const WINDOW_MS = 20_000;
/** The one that is loud, and the one whose page is open. */
const LOUD = 1;
const QUIET = 0;

/** One cluster at a hundred times the rate of the others, and what the others notice. */
export const fairness = {
  name: 'fairness',
  async run(context) {
    const count = context.scaled(40, 4);
    const clusters = await startClusters({
      count,
      objects: 200,
      seed: context.seed,
    });
    const store = await storeFor(context, 'postgres', 'fairness');
    const backend = await Backend.start({ store });
    await backend.ask('connect', { urls: clusters.urls });
    await backend.untilSettled(count, { clusters });
    await backend.quiet();
    const others = Array.from({ length: count }, (_, number) => number).filter(
      number => number !== LOUD,
    );
    const window = async loud => {
      const load = Promise.all([
        clusters.child.ask('events', {
          perSecond: NORMAL_PER_CLUSTER * others.length,
          durationMs: context.lasting(WINDOW_MS),
          how: 'changed',
          only: others,
        }),
        clusters.child.ask('events', {
          perSecond: NORMAL_PER_CLUSTER * (loud ? TIMES : 1),
          durationMs: context.lasting(WINDOW_MS),
          how: 'changed',
          only: [LOUD],
        }),
      ]);
      const latencies = await probe({
        backend,
        clusters,
        number: QUIET,
        durationMs: context.lasting(WINDOW_MS),
      });
      await load;
      await backend.untilSettled(count, { clusters });
      return {
        p50: quantile(latencies, 0.5),
        p90: quantile(latencies, 0.9),
        mean: mean(latencies),
      };
    };
    const windows = [];
    for (const loud of [false, true, true, false]) {
      windows.push({ loud, ...(await window(loud)) });
    }
    const wrong = await compareWithTruth(backend, clusters);
    await backend.stop();
    await store.drop();
    await clusters.stop();
    const of = (loud, pick) =>
      mean(windows.filter(run => run.loud === loud).map(pick));
    return {
      wrong,
      rows: [
        {
          goal: 'fairness',
          value: of(true, run => run.mean) / of(false, run => run.mean),
          note: `mean ${Math.round(
            of(false, run => run.mean),
          )} ms without, ${Math.round(
            of(true, run => run.mean),
          )} ms with; p90 ${Math.round(
            of(false, run => run.p90),
          )} and ${Math.round(of(true, run => run.p90))} ms`,
        },
      ],
      measured: { windows },
    };
  },
};

import { Contestant, startClusters } from '../lib/contestants.mjs';
import { cpuOf } from '../lib/measure.mjs';

/** Informers by themselves: what an object costs them in CPU and memory. */
export const informers = {
  name: 'informers',
  async run(context) {
    const wrong = [];
    const modes = {};
    const clusters = await startClusters({
      count: context.scaled(50, 4),
      objects: 300,
      seed: context.seed,
    });
    const truth = await clusters.truth();
    for (const mode of ['bare', 'rows', 'batches']) {
      const database = await context.postgres.create('informers');
      const contestant = await Contestant.start(
        'informers.mjs',
        { mode, database },
        { postgres: context.postgres },
      );
      const empty = await contestant.ask('memory');
      const used = await cpuOf(contestant, () =>
        contestant.ask('connect', { urls: clusters.urls }),
      );
      const full = await contestant.ask('memory');
      if ((await contestant.ask('state')).digest !== truth.digest) {
        wrong.push(`informers, ${mode}: hold something else than there is`);
      }
      await contestant.stop();
      await context.postgres.drop('informers');
      modes[mode] = {
        perObject: (used.all / truth.total) * 1e6,
        heapPerObject: (full.heap - empty.heap) / truth.total,
        seconds: used.seconds,
      };
    }
    await clusters.stop();
    return {
      wrong,
      rows: [],
      notes: Object.entries(modes).map(
        ([mode, { perObject, heapPerObject }]) =>
          `informers, ${mode}: ${Math.round(
            perObject,
          )} µs of CPU and ${Math.round(heapPerObject)} B of heap per object`,
      ),
      measured: { modes, objects: truth.total },
    };
  },
};

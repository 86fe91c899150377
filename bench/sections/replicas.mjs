import os from 'node:os';
import {
  Backend,
  compareWithTruth,
  startClusters,
  storeFor,
} from '../lib/contestants.mjs';

const REPLICAS = 4;

/** The first sync by four replicas, over the same by one. */
export const replicas = {
  name: 'replicas',
  async run(context) {
    const count = context.scaled(60, 8);
    const wrong = [];
    const clusters = await startClusters({
      count,
      objects: 200,
      seed: context.seed,
    });
    const truth = await clusters.truth();
    const sync = async number => {
      const store = await storeFor(context, 'postgres', `replicas_${number}`);
      const backends = [];
      // One after the other: two would both make the tables.
      for (let index = 0; index < number; index++) {
        backends.push(await Backend.start({ store }));
      }
      const before = await clusters.counters();
      const databaseBefore = context.postgres.cpuSeconds();
      const cpuBefore = backends.map(backend => backend.cpu().backend);
      const startedAt = performance.now();
      await Promise.all(
        backends.map(backend =>
          backend.ask('connect', { urls: clusters.urls }),
        ),
      );
      await backends[0].untilSettled(count, { clusters });
      const seconds = (performance.now() - startedAt) / 1_000;
      const after = await clusters.counters();
      const cpu = backends.map(
        (backend, index) => backend.cpu().backend - cpuBefore[index],
      );
      wrong.push(...(await compareWithTruth(backends[0], clusters)));
      const readings = (after.listed - before.listed) / truth.total;
      if (readings > 1.5) {
        wrong.push(
          `${number} replicas read every object ${readings.toFixed(
            1,
          )} times: they do not share the clusters`,
        );
      }
      await Promise.all(backends.map(backend => backend.stop()));
      const databaseCpu = context.postgres.cpuSeconds() - databaseBefore;
      await store.drop();
      return { seconds, cpu, databaseCpu, readings };
    };
    const runs = [];
    for (const number of [1, REPLICAS, REPLICAS, 1]) {
      runs.push({ number, ...(await sync(number)) });
    }
    await clusters.stop();
    const secondsOf = number =>
      runs
        .filter(run => run.number === number)
        .reduce((sum, { seconds }) => sum + seconds, 0);
    const cpuOfAll = run =>
      run.cpu.reduce((sum, own) => sum + own, 0) + run.databaseCpu;
    return {
      wrong,
      rows: [
        {
          goal: 'replicas',
          value: secondsOf(1) / secondsOf(REPLICAS),
          note: `${os.availableParallelism()} cores, shared with database and clusters: one replica used ${(
            cpuOfAll(runs[0]) / runs[0].seconds
          ).toFixed(2)} of them, four ${(
            cpuOfAll(runs[1]) / runs[1].seconds
          ).toFixed(2)}; CPU in all ${cpuOfAll(runs[0]).toFixed(
            1,
          )} s and ${cpuOfAll(runs[1]).toFixed(1)} s`,
        },
      ],
      measured: { runs },
    };
  },
};

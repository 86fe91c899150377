import { Contestant, startClusters } from '../lib/contestants.mjs';

/** What the Kubernetes plugin does for one view of one component: a request per kind and cluster. */
export const fanOut = {
  name: 'fan-out',
  async run(context) {
    const wrong = [];
    const sizes = [];
    for (const size of [10, 100, 1_000]) {
      const count = context.scaled(size, 2);
      const clusters = await startClusters({
        count,
        objects: 13,
        seed: context.seed,
      });
      const contestant = await Contestant.start('fanOut.mjs', {
        urls: clusters.urls,
      });
      const views = [];
      for (const kind of ['cold', 'warm']) {
        const before = await clusters.counters();
        const view = await contestant.ask('view');
        const after = await clusters.counters();
        if (view.clusters !== count || view.errors > 0) {
          wrong.push(
            `the Kubernetes plugin answered for ${view.clusters} of ${count} clusters with ${view.errors} errors`,
          );
        }
        views.push({
          kind,
          ...view,
          requests: after.requests - before.requests,
        });
      }
      await contestant.stop();
      await clusters.stop();
      sizes.push({ count, views });
    }
    const [cold, warm] = sizes.at(-1).views;
    return {
      wrong,
      rows: [],
      notes: [
        `Kubernetes plugin, one component on ${sizes.at(-1).count} clusters: ${
          cold.requests
        } requests, ${cold.cpuSeconds.toFixed(1)} s of CPU and ${(
          cold.ms / 1_000
        ).toFixed(1)} s cold, ${warm.cpuSeconds.toFixed(1)} s and ${(
          warm.ms / 1_000
        ).toFixed(1)} s warm, ${(warm.bytes / 1e6).toFixed(
          1,
        )} MB to the browser`,
      ],
      measured: { sizes },
    };
  },
};

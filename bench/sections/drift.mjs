import zlib from 'node:zlib';
import { Backend, storeFor } from '../lib/contestants.mjs';
import { fillDrift } from '../lib/fillDrift.mjs';
import { median, quantile } from '../lib/statistics.mjs';

const CLUSTERS = 1_000;
const EPISODES = 10_000;
const TURNS = 200;
const WARM_UP = 10;

/** What the page of drift asks for, and one of a component and of a cluster. */
const PAGES = {
  'same drift': '/drift/groups?by=same',
  'by owner': '/drift/groups?by=owner',
  'by class': '/drift/groups?by=class',
  episodes: '/drift',
  'of a component': '/drift?component=component%3Adefault%2Fcomponent-31',
  'of a cluster': '/drift?cluster=drift-cluster-7',
};

/** Pages of drift over many episodes, nothing else going on. */
export const drift = {
  name: 'drift',
  async run(context) {
    const clusters = context.scaled(CLUSTERS, 20);
    const episodes = context.scaled(EPISODES, 200);
    const store = await storeFor(context, 'postgres', 'drift');
    const backend = await Backend.start({ store });
    const database = await context.postgres.connect(store.database);
    await fillDrift(database, { clusters, episodes });
    await context.postgres.checkpoint();
    await backend.quiet();
    const wrong = [];
    const pages = {};
    for (const [name, path] of Object.entries(PAGES)) {
      const latencies = [];
      let bytes = 0;
      for (let turn = -WARM_UP; turn < TURNS; turn += 1) {
        const startedAt = performance.now();
        const text = await backend.get(path);
        const took = performance.now() - startedAt;
        if (turn >= 0) latencies.push(took);
        bytes = zlib.gzipSync(text).length;
      }
      if (JSON.parse(await backend.get(path)).items.length === 0) {
        wrong.push(`${name} is empty`);
      }
      pages[name] = {
        p50: median(latencies),
        p99: quantile(latencies, 0.99),
        bytes,
      };
      context.say(
        `  ${name}: p50 ${pages[name].p50.toFixed(1)} ms, p99 ${pages[
          name
        ].p99.toFixed(1)} ms, ${(bytes / 1024).toFixed(1)} KB`,
      );
    }
    const { totals } = JSON.parse(await backend.get('/drift'));
    if (totals.episodes !== episodes) {
      wrong.push(`${totals.episodes} episodes are counted of ${episodes}`);
    }
    await database.end();
    await backend.stop();
    await store.drop();
    const worst = Object.entries(pages).sort(
      ([, left], [, right]) => right.p99 - left.p99,
    )[0];
    return {
      wrong,
      rows: [
        {
          goal: 'drift-page',
          value: worst[1].p99,
          note: `${worst[0]}; ${Object.entries(pages)
            .map(([name, { p99 }]) => `${name} ${p99.toFixed(0)} ms`)
            .join(', ')}`,
        },
      ],
      measured: { clusters, episodes, pages },
    };
  },
};

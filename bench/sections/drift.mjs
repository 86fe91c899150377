import zlib from 'node:zlib';
import { Backend, storeFor } from '../lib/contestants.mjs';
import { fillDrift } from '../lib/fillDrift.mjs';
import { median, quantile } from '../lib/statistics.mjs';

const CLUSTERS = 1_000;
const EPISODES = 10_000;
const TURNS = 200;
/** What a process does for the first time is slower than what it goes on doing. */
const WARM_UP = 50;

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
    const latencies = Object.fromEntries(
      Object.keys(PAGES).map(name => [name, []]),
    );
    // One after the other, as who looks around asks for them: what happens by the clock
    // meanwhile meets all of them.
    for (let turn = -WARM_UP; turn < TURNS; turn += 1) {
      for (const [name, path] of Object.entries(PAGES)) {
        const startedAt = performance.now();
        await backend.get(path);
        const took = performance.now() - startedAt;
        if (turn >= 0) latencies[name].push(took);
      }
    }
    for (const [name, path] of Object.entries(PAGES)) {
      const text = await backend.get(path);
      if (JSON.parse(text).items.length === 0) wrong.push(`${name} is empty`);
      pages[name] = {
        p50: median(latencies[name]),
        p99: quantile(latencies[name], 0.99),
        bytes: zlib.gzipSync(text).length,
      };
      context.say(
        `  ${name}: p50 ${pages[name].p50.toFixed(1)} ms, p99 ${pages[
          name
        ].p99.toFixed(1)} ms, ${(pages[name].bytes / 1024).toFixed(1)} KB`,
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

import zlib from 'node:zlib';
import { Backend, storeFor } from '../lib/contestants.mjs';
import {
  costBytes,
  costComponents,
  fillCosts,
  hoursBytes,
} from '../lib/fillCosts.mjs';
import { median } from '../lib/statistics.mjs';

const CLUSTERS = 1_000;
const WORKLOADS = 60;
const DAYS = 92;
const DAYS_OF_YEAR = 365;
const TURNS = 5;

const PAGES = {
  team: '/cost?owner=group%3Adefault%2Fteam-7',
  component: '/cost?component=component%3Adefault%2Fcost-0007&by=cluster',
  'fleet by cluster': '/cost?by=cluster',
  'fleet by team': '/cost?by=owner',
  'fleet by component': '/cost',
  'team by hour': '/cost/hours?owner=group%3Adefault%2Fteam-7',
  'fleet by hour': '/cost/hours',
};

async function measurePage(context, backend, path) {
  const latencies = [];
  let first;
  let bytes = 0;
  const deadline = performance.now() + context.lasting(60_000);
  do {
    const startedAt = performance.now();
    const text = await backend.get(path);
    const took = performance.now() - startedAt;
    bytes = zlib.gzipSync(text).length;
    // Forecasts are kept: the first reader of a day waits for them.
    if (first === undefined) first = took;
    else latencies.push(took);
  } while (latencies.length < TURNS && performance.now() < deadline);
  return {
    first,
    p50: latencies.length > 0 ? median(latencies) : first,
    bytes,
  };
}

/** What the history of costs takes, and pages of a team and of the fleet over it. */
export const costs = {
  name: 'costs',
  async run(context) {
    const clusters = context.scaled(CLUSTERS, 20);
    const store = await storeFor(context, 'postgres', 'costs');
    const backend = await Backend.start({
      store,
      components: costComponents(),
    });
    const database = await context.postgres.connect(store.database);
    const { things, rows } = await fillCosts(database, {
      clusters,
      workloads: WORKLOADS,
      days: DAYS,
    });
    const bytes = await costBytes(database);
    const ofHours = ((await hoursBytes(database)) / things) * 1_000;
    const ofYear = (bytes / rows) * 1_000 * DAYS_OF_YEAR;
    await context.postgres.checkpoint();
    context.say(
      `  ${rows} days of ${things} things on ${clusters} clusters, ${(
        bytes / rows
      ).toFixed(0)} B each`,
    );
    context.say(
      `  eight days by hour: ${(ofHours / 1024 / 1024).toFixed(
        1,
      )} MiB of 1,000 things`,
    );
    await backend.quiet();
    const pages = {};
    const wrong = [];
    for (const [name, path] of Object.entries(PAGES)) {
      await backend.ask('delays');
      const page = await measurePage(context, backend, path);
      pages[name] = { ...page, delay: await backend.ask('delays') };
      context.say(
        `  ${name}: first ${page.first.toFixed(0)} ms, then ${page.p50.toFixed(
          0,
        )} ms, ${(page.bytes / 1024).toFixed(1)} KB`,
      );
      const [sheet] = JSON.parse(await backend.get(path)).sheets;
      const told = sheet?.days ?? sheet?.hours ?? [];
      if (told.length === 0) wrong.push(`${name} is empty`);
    }
    await database.end();
    await backend.stop();
    await store.drop();
    return {
      wrong,
      rows: [
        {
          goal: 'cost-bytes',
          value: ofYear,
          note: `${(bytes / rows).toFixed(
            0,
          )} B a day of one, indexes and names included, over ${DAYS} days`,
        },
        {
          goal: 'cost-team',
          value: pages.team.p50,
          note: `the first of a day ${pages.team.first.toFixed(0)} ms`,
        },
        {
          goal: 'cost-fleet',
          value: pages['fleet by team'].p50,
          note: `the first of a day ${pages['fleet by team'].first.toFixed(
            0,
          )} ms; by cluster ${pages['fleet by cluster'].p50.toFixed(
            0,
          )}, by component ${pages['fleet by component'].p50.toFixed(0)} ms`,
        },
      ],
      measured: { clusters, things, days: rows, bytes, ofHours, pages },
    };
  },
};

import zlib from 'node:zlib';
import { freePort } from '../../scripts/lib/processes.mjs';
import { Backend, Contestant, storeFor } from '../lib/contestants.mjs';
import { cpuOf, restingCpu } from '../lib/measure.mjs';
import { logLogSlope, median, quantile } from '../lib/statistics.mjs';
import { sleep } from '../lib/wait.mjs';
import { bump, readTemplates, writeClusters } from '../seed.mjs';

const SIZES = [10, 100, 1_000, 5_000];
const VIEWS = 100;
const WARM_UP = 10;
/** Views that come alone: so many, and so far apart that nothing is held for the next. */
const LONE_VIEWS = 8;
const LONE_MS = 1_500;
/** Clusters on a page. */
const PAGE = 100;
/** Who may not see all may see what these own: a fifth of the teams that there are. */
const OWNERS = Array.from(
  { length: 10 },
  (_, index) => `group:default/team-${index}`,
);
/** A route that is slow is measured less often. */
const MOST_MS = 6_000;
/** A fleet view: what the fleet's page asks for. */
const FLEET = ['/overview', '/clusters'];

/** Pages and queries on a store of 10 to 5,000 clusters, nothing else going on. */
export const views = {
  name: 'views',
  async run(context) {
    const sizes = SIZES.map(size => context.scaled(size, 10)).filter(
      (size, index, all) => all.indexOf(size) === index,
    );
    const wrong = [];
    const templates = await readTemplates(context);
    const store = await storeFor(context, 'postgres', 'views');
    // Starts on an empty store: nothing is collected or derived while it is measured.
    const backend = await Backend.start({ store });
    const database = await context.postgres.connect(store.database);
    const measured = [];
    let written = 0;
    for (const size of sizes) {
      await writeClusters(database, templates, written, size);
      written = size;
      await context.postgres.checkpoint();
      // An answer may be held for a moment.
      await sleep(LONE_MS);
      const overview = JSON.parse(await backend.get('/overview'));
      if (overview.totals?.clusters !== size) {
        wrong.push(
          `the overview counts ${overview.totals?.clusters} clusters of ${size}`,
        );
      }
      const { rows } = await database.query(
        'select count(*)::int as instances, count(distinct entity_ref)::int as components from instance',
      );
      const { rows: ids } = await database.query(
        'select id from cluster order by name limit 1',
      );
      const routes = [
        ...FLEET,
        `/clusters/${ids[0].id}`,
        '/clusters?health=degraded&sort=-degraded',
        '/components/component/default/component-0',
        '/components/component/default/component-3-5',
      ];
      const measurements = {};
      for (const route of routes) {
        measurements[route.replace(ids[0].id, ':id')] = await measureRoute(
          context,
          backend,
          database,
          route,
        );
      }
      measured.push({
        clusters: size,
        ...rows[0],
        routes: measurements,
        fleetView: await fleetView(context, backend, database),
        limitedView: await limitedView(context, backend, database),
      });
      context.say(
        `  ${size} clusters: fleet view ${measured
          .at(-1)
          .fleetView.p50.toFixed(1)} ms`,
      );
    }
    const floor = await staticReply(context, backend);
    await database.end();
    await backend.stop();
    await store.drop();

    const thousand =
      measured.find(({ clusters }) => clusters >= context.scaled(1_000, 10)) ??
      measured.at(-1);
    const slope = (pick, runs = measured) =>
      runs.length < 2
        ? NaN
        : logLogSlope(runs.map(run => [run.clusters, pick(run)]));
    const fullPages = measured.filter(({ clusters }) => clusters >= PAGE);
    const [first] = FLEET;
    return {
      wrong,
      rows: [
        {
          goal: 'view-cpu',
          value: thousand.fleetView.backendMs,
          note: `overview and first page of clusters, each time after a change; database ${thousand.fleetView.databaseMs.toFixed(
            1,
          )} ms; ${thousand.fleetView.statements.toFixed(
            1,
          )} statements; one that comes alone ${thousand.fleetView.loneMs.toFixed(
            1,
          )} ms, database included; unchanged ${thousand.fleetView.unchangedBackendMs.toFixed(
            1,
          )} ms`,
        },
        {
          goal: 'view-latency',
          value: thousand.fleetView.p99,
          note: `p50 ${thousand.fleetView.p50.toFixed(
            1,
          )} ms; alone p50 ${thousand.fleetView.loneP50.toFixed(
            1,
          )} ms, longest ${thousand.fleetView.loneLongest.toFixed(
            1,
          )} ms; unchanged p99 ${thousand.fleetView.unchangedP99.toFixed(
            1,
          )} ms; ${thousand.clusters} clusters, ${
            thousand.components
          } components in ${
            thousand.instances
          } instances; a static reply of the overview's size ${floor.p50.toFixed(
            1,
          )} ms`,
        },
        {
          goal: 'view-limited',
          value: thousand.limitedView.loneP50 / thousand.fleetView.loneP50,
          note: `views that come alone: p50 ${thousand.limitedView.loneP50.toFixed(
            1,
          )} ms, CPU ${thousand.limitedView.loneMs.toFixed(
            1,
          )} ms against ${thousand.fleetView.loneMs.toFixed(
            1,
          )}; one after the other, each after a change: p50 ${thousand.limitedView.p50.toFixed(
            1,
          )} against ${thousand.fleetView.p50.toFixed(1)} ms; may see ${
            thousand.limitedView.instances
          } of ${thousand.instances} instances`,
        },
        {
          goal: 'view-growth',
          value: slope(run => run.fleetView.p50),
          note: `median latency; from ${PAGE} clusters on, where every page is full, ${slope(
            run => run.fleetView.p50,
            fullPages,
          ).toFixed(3)}; CPU ${slope(run => run.fleetView.backendMs).toFixed(
            2,
          )}; overview's bytes ${slope(run => run.routes[first].bytes).toFixed(
            2,
          )}`,
        },
      ],
      notes: measured.map(
        run =>
          `${run.clusters} clusters: ${Object.entries(run.routes)
            .map(
              ([route, { p50, p99, bytes, compressed }]) =>
                `${route} p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)} ms, ${(
                  bytes / 1024
                ).toFixed(0)} KB (${(compressed / 1024).toFixed(
                  0,
                )} KB compressed)`,
            )
            .join('; ')}`,
      ),
      measured: { measured, floor },
    };
  },
};

async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Latencies of a piece of work, done so often or for so long. */
async function repeat(context, work, before = () => undefined) {
  const latencies = [];
  const deadline = performance.now() + context.lasting(MOST_MS);
  while (latencies.length < VIEWS && performance.now() < deadline) {
    await before();
    latencies.push(await timed(work));
  }
  return latencies;
}

/** One route, each time after something visible changed. */
async function measureRoute(context, backend, database, route) {
  for (let index = 0; index < WARM_UP; index++) await backend.get(route);
  const latencies = await repeat(
    context,
    () => backend.get(route),
    () => bump(database),
  );
  const body = await backend.get(route);
  return {
    p50: median(latencies),
    p99: quantile(latencies, 0.99),
    times: latencies.length,
    bytes: Buffer.byteLength(body),
    compressed: zlib.gzipSync(body).length,
  };
}

/** A fleet view by its requests together: its latency, and what it costs. */
async function fleetView(context, backend, database) {
  const view = () => Promise.all(FLEET.map(route => backend.get(route)));
  for (let index = 0; index < WARM_UP; index++) await view();
  await backend.ask('statements');
  const changed = await cpuOf(backend, () =>
    repeat(context, view, () => bump(database)),
  );
  const { count: statements } = await backend.ask('statements');
  const unchanged = await cpuOf(backend, () => repeat(context, view));
  // Until what the views left behind is tidied up: it is not what rest costs.
  await backend.quiet();
  const resting = await restingCpu(backend, LONE_MS * 4);
  const lone = await cpuOf(backend, async () => {
    const latencies = [];
    while (latencies.length < LONE_VIEWS) {
      await sleep(LONE_MS);
      await bump(database);
      latencies.push(await timed(view));
    }
    return latencies;
  });
  const times = changed.result.length;
  return {
    times,
    p50: median(changed.result),
    p99: quantile(changed.result, 0.99),
    backendMs: (changed.backend / times) * 1_000,
    databaseMs: (changed.database / times) * 1_000,
    statements: statements / times,
    loneP50: median(lone.result),
    loneLongest: Math.max(...lone.result),
    loneMs: ((lone.all - resting * lone.seconds) / LONE_VIEWS) * 1_000,
    unchangedP50: median(unchanged.result),
    unchangedP99: quantile(unchanged.result, 0.99),
    unchangedBackendMs: (unchanged.backend / unchanged.result.length) * 1_000,
  };
}

/** The same for who may see only some of what runs. */
async function limitedView(context, backend, database) {
  await backend.ask('policy', { owners: OWNERS });
  const overview = JSON.parse(await backend.get('/overview'));
  const view = await fleetView(context, backend, database);
  await backend.ask('policy', {});
  return { ...view, instances: overview.totals.instances.total };
}

/** The floor of a view: the same bytes from a server that does nothing else. */
async function staticReply(context, backend) {
  const body = await backend.get(FLEET[0]);
  const contestant = await Contestant.start('staticReply.mjs');
  const port = await freePort();
  await contestant.ask('serve', { body, port });
  const ask = async () => (await fetch(`http://127.0.0.1:${port}/`)).text();
  for (let index = 0; index < WARM_UP; index++) await ask();
  const used = await cpuOf(contestant, () => repeat(context, ask));
  await contestant.stop();
  return {
    p50: median(used.result),
    p99: quantile(used.result, 0.99),
    backendMs: (used.backend / used.result.length) * 1_000,
    bytes: Buffer.byteLength(body),
  };
}

import {
  Backend,
  compareWithTruth,
  Contestant,
  startClusters,
  storeFor,
} from '../lib/contestants.mjs';
import { cpuOf, mean, restingCpu, thereAndBack } from '../lib/measure.mjs';
import { writtenRows } from '../lib/Postgres.mjs';
import { probe } from '../lib/probe.mjs';
import { quantile } from '../lib/statistics.mjs';
import { sleep, until } from '../lib/wait.mjs';

const PER_SECOND = 1_000;
const EVENTS_MS = 15_000;
/** As often as proofs are written though nothing happens: as many of them fall into each. */
const NOOP_MS = 30_000;
const REST_MS = 5_000;
const PROBE_MS = 20_000;
const STATISTICS_MS = 1_500;
const MICRO = 1e6;

/** A thousand events a second: what each costs, when a page shows it, and what those cost that say nothing. */
export const changes = {
  name: 'changes',
  async run(context) {
    const count = context.scaled(50, 4);
    const perSecond = context.scaled(PER_SECOND, 50);
    const wrong = [];
    const clusters = await startClusters({
      count,
      objects: 200,
      seed: context.seed,
    });
    const events = (how, durationMs = EVENTS_MS) =>
      clusters.child.ask('events', {
        perSecond,
        durationMs: context.lasting(EVENTS_MS),
        how,
      });
    const latencies = [];

    const ours = async () => {
      const store = await storeFor(context, 'postgres', 'changes');
      const backend = await Backend.start({ store });
      await backend.ask('connect', { urls: clusters.urls });
      await backend.untilSettled(count, { clusters });
      await backend.quiet();
      const database = await context.postgres.connect(store.database);
      await sleep(REST_MS);
      const resting = await restingCpu(backend, REST_MS);
      await backend.ask('statements');
      const used = await cpuOf(backend, async () => {
        const { sent } = await events('changed');
        await backend.untilSettled(count, { clusters });
        await backend.quiet();
        return sent;
      });
      const { count: statements } = await backend.ask('statements');
      wrong.push(...(await compareWithTruth(backend, clusters)));

      const noops = await noopEvents(context, { backend, database, events });
      wrong.push(...(await compareWithTruth(backend, clusters)));

      const load = clusters.child.ask('events', {
        perSecond,
        durationMs: context.lasting(PROBE_MS),
        how: 'changed',
      });
      latencies.push(
        ...(await probe({
          backend,
          clusters,
          number: 0,
          durationMs: context.lasting(PROBE_MS),
        })),
      );
      await load;
      await backend.untilSettled(count, { clusters });
      wrong.push(...(await compareWithTruth(backend, clusters)));
      await database.end();
      await backend.stop();
      await store.drop();
      const own = used.all - resting * used.seconds;
      return {
        perEvent: (own / used.result) * MICRO,
        databasePerEvent: (used.database / used.result) * MICRO,
        statementsPerEvent: statements / used.result,
        events: used.result,
        seconds: used.seconds,
        resting,
        noops,
      };
    };

    const informers = mode => async name => {
      const database = await context.postgres.create('changes_other');
      const contestant = await Contestant.start(
        'informers.mjs',
        { mode, database },
        { postgres: context.postgres },
      );
      await contestant.ask('connect', { urls: clusters.urls });
      await sleep(1_000);
      const before = await contestant.ask('changes');
      const used = await cpuOf(contestant, async () => {
        const { sent } = await events('changed');
        await until(
          'Every event arrived',
          async () => (await contestant.ask('changes')) - before >= sent,
          { timeoutMs: 120_000 },
        );
        return sent;
      });
      const state = await contestant.ask('state');
      if (state.digest !== (await clusters.truth()).digest) {
        wrong.push(`${name} holds something else than there is`);
      }
      await contestant.stop();
      await context.postgres.drop('changes_other');
      return { perEvent: (used.all / used.result) * MICRO };
    };

    const measured = await thereAndBack([
      ['ours', ours],
      ['informers, bare', informers('bare')],
      ['informers, batches', informers('batches')],
    ]);
    await clusters.stop();
    const of = (name, pick) => mean(measured[name].map(pick));
    return {
      wrong,
      rows: [
        {
          goal: 'change-cpu',
          value: of('ours', run => run.perEvent),
          note: `database ${Math.round(
            of('ours', run => run.databasePerEvent),
          )} µs; ${of('ours', run => run.statementsPerEvent).toFixed(
            2,
          )} statements; informers bare ${Math.round(
            of('informers, bare', run => run.perEvent),
          )} µs, batches ${Math.round(
            of('informers, batches', run => run.perEvent),
          )} µs`,
        },
        {
          goal: 'noop-wal',
          value: of('ours', run => run.noops.walPerEvent),
          note: `${of('ours', run => run.noops.rawWalPerEvent).toFixed(
            1,
          )} B before taking off what the same time at rest writes; rows beyond it ${JSON.stringify(
            measured.ours[0].noops.tables,
          )}; ${Math.round(
            of('ours', run => run.noops.perEvent),
          )} µs of CPU each`,
        },
        {
          goal: 'change-latency-p50',
          value: quantile(latencies, 0.5),
          note: `${latencies.length} changes watched, ${perSecond} events a second over ${count} clusters`,
        },
        { goal: 'change-latency-p99', value: quantile(latencies, 0.99) },
      ],
      measured: { ...measured, latencies },
    };
  },
};

/** Events that change nothing of what is told: what they write and cost, beyond the same time at rest. */
async function noopEvents(context, { backend, database, events }) {
  const rest = () => sleep(context.lasting(NOOP_MS));
  const measure = async work => {
    await sleep(STATISTICS_MS);
    const rowsBefore = await writtenRows(database);
    const from = await context.postgres.walBytes();
    const used = await cpuOf(backend, work);
    const wal = (await context.postgres.walBytes()) - from;
    await sleep(STATISTICS_MS);
    const rows = await writtenRows(database);
    return {
      cpu: used.all,
      wal,
      result: used.result,
      rows: Object.fromEntries(
        Object.keys(rows).map(table => [
          table,
          rows[table] - (rowsBefore[table] ?? 0),
        ]),
      ),
    };
  };
  // What the changes before left to tidy up is tidied up now, and not when it pleases.
  await database.query('vacuum (analyze)');
  await context.postgres.checkpoint();
  const resting = await measure(rest);
  const busy = await measure(() => events('touched', NOOP_MS));
  const { sent } = busy.result;
  const tables = Object.fromEntries(
    Object.entries(busy.rows)
      .map(([table, rows]) => [table, rows - (resting.rows[table] ?? 0)])
      .filter(([, rows]) => rows > 0),
  );
  return {
    events: sent,
    walPerEvent: Math.max(0, busy.wal - resting.wal) / sent,
    rawWalPerEvent: busy.wal / sent,
    rows: Object.values(tables).reduce((sum, rows) => sum + rows, 0),
    tables,
    perEvent: ((busy.cpu - resting.cpu) / sent) * MICRO,
  };
}

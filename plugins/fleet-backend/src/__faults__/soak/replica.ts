import createKnex, { type Knex } from 'knex';
import { NO_CONFIG } from '../../__testUtils__/cluster';
import { FleetEngine } from '../../FleetEngine';
import { openDatabase } from '../../store/openDatabase';
import { adapters } from '../faultAdapter';
import { auditOf, loggerTo, noAuth, noCatalog, ToldSource } from '../portal';
import type { ReplicaReport, ReplicaRequest } from './messages';

/*
 * One replica of the portal, as a process of its own that can be killed and
 * stopped: a real engine with real collecting threads.
 */

const REPORT_MS = 5_000;

let running:
  | { knex: Knex; engine: FleetEngine; source: ToldSource }
  | undefined;

function report(message: ReplicaReport): void {
  process.send?.(message);
}

async function start(
  request: Extract<ReplicaRequest, { type: 'start' }>,
): Promise<void> {
  const knex = createKnex({
    client: 'pg',
    connection: request.databaseUrl,
    pool: { min: 0, max: 8 },
  });
  const source = new ToldSource(request.records);
  await openDatabase({ getClient: async () => knex });
  const engine = await FleetEngine.start({
    knex,
    ...auditOf(knex),
    logger: loggerTo(line => report({ type: 'log', line })),
    config: { ...NO_CONFIG, collector: { threads: 1 } },
    problems: [],
    adapters,
    modulePaths: [require.resolve('../faultAdapter')],
    sources: [source],
    catalog: noCatalog,
    auth: noAuth,
    signals: { publish: async () => {} },
  });
  running = { knex, engine, source };
}

async function stop(): Promise<void> {
  const was = running;
  running = undefined;
  await was?.engine.stop();
  await was?.knex.destroy();
}

async function handle(request: ReplicaRequest): Promise<void> {
  switch (request.type) {
    case 'start':
      return start(request);
    case 'tell':
      return running?.source.tell(request.records);
    default:
      return stop();
  }
}

const memoryBytes = () => process.memoryUsage().rss;

process.on('message', async (request: ReplicaRequest) => {
  const { id } = request;
  try {
    await handle(request);
    report({ type: 'done', id, memoryBytes: memoryBytes() });
  } catch (error) {
    report({ type: 'failed', id, reason: String(error) });
  }
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0));
setInterval(
  () => report({ type: 'memory', memoryBytes: memoryBytes() }),
  REPORT_MS,
).unref();
report({ type: 'ready' });

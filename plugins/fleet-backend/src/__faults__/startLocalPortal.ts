import type { Knex } from 'knex';
import { NO_CONFIG } from '../__testUtils__/cluster';
import { FleetEngine } from '../FleetEngine';
import { faultAdapter } from './faultAdapter';
import type { Portal, PortalOptions } from './FaultWorld';
import { LocalThread } from './LocalThread';
import { auditOf, loggerTo, noAuth, noCatalog, ToldSource } from './portal';
import { timerClock } from './RunTime';

/** A portal within this process and its time: a real engine, and collectors that are no threads. */
export async function startLocalPortal(
  { records, pageSize, onLog }: PortalOptions,
  options: {
    knex: Knex;
    over?: Partial<Parameters<typeof FleetEngine.start>[0]>;
  },
): Promise<Portal & { engine: FleetEngine }> {
  const threads: LocalThread[] = [];
  const source = new ToldSource(records);
  const engine = await FleetEngine.start({
    knex: options.knex,
    ...auditOf(options.knex),
    logger: loggerTo(onLog),
    config: { ...NO_CONFIG, collector: { threads: 2 } },
    problems: [],
    adapters: [faultAdapter],
    modulePaths: [],
    sources: [source],
    catalog: noCatalog,
    auth: noAuth,
    signals: { publish: async () => {} },
    startThread: () => {
      const thread = new LocalThread({
        clock: timerClock,
        limits: { pageSize },
      });
      threads.push(thread);
      return thread;
    },
    ...options.over,
  });
  return {
    engine,
    tell: told => source.tell(told),
    stop: () => engine.stop(),
    mishaps: {
      'a collecting thread ends': async () => {
        threads.shift()?.die();
      },
    },
  };
}

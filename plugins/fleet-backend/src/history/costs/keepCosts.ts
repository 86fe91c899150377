import type { Knex } from 'knex';
import { setTimeout } from 'node:timers/promises';
import { runStatement } from '../../derive/statements';
import { HOUR_DAYS } from '../../derive/costs/hourColumns';
import { DAYS_OF_STATES, dayOf } from '../retention';
import { compactCostDay } from './compactCostDay';
import { dropEmptySeries } from './dropEmptySeries';
import { forgetCostDay } from './forgetCostDay';
import { forgetCostHours } from './forgetCostHours';

/** Days of clusters that are done at once: the others come with the next time. */
const AT_ONCE = 5_000;
/** Between two days it rests as long as one takes, so that it never fills the thread. */
const LONGEST_REST_MS = 100;

type ClusterDay = { clusterId: string; day: number };

/**
 * Keeps costs by day for thirteen months, and after some time what costs little as one
 * sum. Days are done one by one: what one replica does another one leaves alone.
 *
 * @returns how many days of clusters were compacted and forgotten
 */
export async function keepCosts(options: {
  knex: Knex;
  /** Milliseconds since 1970. */
  now: number;
  floor: number;
  detailDays: number;
}): Promise<{ compacted: number; forgotten: number }> {
  const { knex, now, floor, detailDays } = options;
  const today = dayOf(now);
  await rested(() => forgetCostHours({ knex, before: today - HOUR_DAYS }));
  const old = await readDays(knex, 'day < ?', today - DAYS_OF_STATES);
  for (const each of old) await rested(() => forgetCostDay({ knex, ...each }));
  const detailed = await readDays(
    knex,
    `compacted = ${
      knex.client.config.client === 'pg' ? 'false' : '0'
    } and day < ?`,
    today - detailDays,
  );
  for (const each of detailed) {
    await rested(() => compactCostDay({ knex, ...each, floor }));
  }
  const touched = new Set([...old, ...detailed].map(each => each.clusterId));
  for (const clusterId of touched) {
    await rested(() => dropEmptySeries({ knex, clusterId }));
  }
  return { compacted: detailed.length, forgotten: old.length };
}

async function readDays(
  knex: Knex,
  condition: string,
  before: number,
): Promise<ClusterDay[]> {
  const rows = await runStatement(knex, {
    sql: `select cluster_id, day from cost_told where ${condition}
      order by day, cluster_id limit ${AT_ONCE}`,
    bindings: [before],
  });
  return rows.map(({ cluster_id, day }) => ({
    clusterId: cluster_id,
    day: Number(day),
  }));
}

async function rested(work: () => Promise<void>): Promise<void> {
  const begin = performance.now();
  await work();
  await setTimeout(
    Math.min(LONGEST_REST_MS, performance.now() - begin),
    undefined,
    { ref: false },
  );
}

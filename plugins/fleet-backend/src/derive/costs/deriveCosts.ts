import type { Knex } from 'knex';
import { setImmediate } from 'node:timers/promises';
import { checkFences, type FenceOf } from '../checkFences';
import { readBelonging } from '../readBelonging';
import { runStatement, runSteps } from '../statements';
import { deriveCostHours } from './deriveCostHours';
import { deriveCostNodes } from './deriveCostNodes';
import { placeSeries } from './placeSeries';
import { readAllocationsOfDay } from './readAllocationsOfDay';
import { readToldDays } from './readToldDays';
import { toCostDay } from './toCostDay';
import { writeCostDay } from './writeCostDay';
import { writePlaces } from './writePlaces';

/**
 * Takes down what cost tools tell of the days of a cluster, each day by itself, where it
 * differs from what is known. Days of which nothing is told any more, or less than before,
 * stay as they were: cost tools forget, and tools that fail tell nothing. What is known of a
 * cluster that left stays, too.
 *
 * @returns whether anything visible changed, and whether the cluster is in other hands
 *   now: then no more was written
 */
export async function deriveCosts(options: {
  knex: Knex;
  clusterId: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Absent where nobody shares the clusters. */
  fenceOf?: FenceOf;
}): Promise<{ visible: boolean; isLost: boolean }> {
  const { knex, clusterId, now, fenceOf } = options;
  const belonging = await readBelonging(knex, clusterId);
  if (!belonging) return { visible: false, isLost: false };
  const placeOf = placeSeries(belonging);
  const told = await readToldDays(knex, clusterId);
  const known = await readKnownHashes(knex, clusterId);
  let visible = false;
  for (const [day, hash] of [...told].sort(([a], [b]) => a - b)) {
    if (known.get(day) === hash) continue;
    const read = await readAllocationsOfDay(knex, clusterId, day);
    const costs = toCostDay(clusterId, day, read.allocations);
    if (!costs) continue;
    const done = await runSteps(knex, function* steps() {
      const held = yield* checkFences(knex, [clusterId], fenceOf);
      if (!held.has(clusterId)) return 'lost' as const;
      const isWritten = yield* writeCostDay(knex, {
        clusterId,
        day: costs,
        hash: read.hash,
        now,
        placeOf,
      });
      return isWritten ? ('written' as const) : ('kept' as const);
    });
    if (done === 'lost') return { visible, isLost: true };
    visible ||= done === 'written';
    // Years may be told at once: others come between days.
    await setImmediate();
  }
  const nodes = await deriveCostNodes({ knex, clusterId, fenceOf });
  visible ||= nodes.visible;
  if (nodes.isLost) return { visible, isLost: true };
  const hours = await deriveCostHours({
    knex,
    clusterId,
    now,
    fenceOf,
    placeOf,
  });
  if (hours.isLost) return { visible, isLost: true };
  visible ||= hours.visible;
  return runSteps(knex, function* steps() {
    const held = yield* checkFences(knex, [clusterId], fenceOf);
    if (!held.has(clusterId)) return { visible, isLost: true };
    const moved = yield* writePlaces(knex, clusterId, placeOf);
    return { visible: visible || moved, isLost: false };
  });
}

async function readKnownHashes(
  knex: Knex,
  clusterId: string,
): Promise<Map<number, string>> {
  const rows = await runStatement(knex, {
    sql: 'select day, hash from cost_told where cluster_id = ?',
    bindings: [clusterId],
  });
  return new Map(rows.map(({ day, hash }) => [Number(day), hash]));
}

import type { Knex } from 'knex';
import { DAY_MS } from '../../history/retention';
import { checkFences, type FenceOf } from '../checkFences';
import { runStatement, runSteps } from '../statements';
import { HOUR_DAYS } from './hourColumns';
import type { CostingThing, SeriesPlace } from './placeSeries';
import { readHoursOfDay, readToldHourDays } from './readToldHours';
import { toCostHours } from './toCostHours';
import { writeCostHours } from './writeCostHours';

/**
 * Takes down what cost tools tell of the hours of a cluster, each day by itself, where it
 * differs from what was told last. Hours of which nothing is told any more stay; of days
 * whose hours are not kept none are taken down.
 *
 * @returns whether anything visible changed, and whether the cluster is in other hands
 */
export async function deriveCostHours(options: {
  knex: Knex;
  clusterId: string;
  /** Milliseconds since 1970. */
  now: number;
  fenceOf?: FenceOf;
  placeOf: (thing: CostingThing) => SeriesPlace;
}): Promise<{ visible: boolean; isLost: boolean }> {
  const { knex, clusterId, now, fenceOf, placeOf } = options;
  const today = Math.floor(now / DAY_MS);
  const days = await readToldHourDays(knex, clusterId, today - HOUR_DAYS);
  if (days.size === 0) return { visible: false, isLost: false };
  const known = new Map(
    (
      await runStatement(knex, {
        sql: 'select day, hash from cost_hours_told where cluster_id = ?',
        bindings: [clusterId],
      })
    ).map(({ day, hash }) => [Number(day), hash]),
  );
  let visible = false;
  for (const [day, told] of days) {
    if (known.get(day) === told) continue;
    const { hash, allocations } = await readHoursOfDay(knex, clusterId, day);
    const hours = toCostHours(clusterId, allocations);
    if (!hours) continue;
    const done = await runSteps(knex, function* steps() {
      const held = yield* checkFences(knex, [clusterId], fenceOf);
      if (!held.has(clusterId)) return 'lost' as const;
      const isWritten = yield* writeCostHours(knex, {
        clusterId,
        day,
        hours,
        hash,
        now,
        placeOf,
      });
      return isWritten ? ('written' as const) : ('kept' as const);
    });
    if (done === 'lost') return { visible, isLost: true };
    visible ||= done === 'written';
  }
  return { visible, isLost: false };
}

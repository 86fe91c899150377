import { addDays } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { DAY_MS, dayOf } from '../history/retention';

/** So many days are asked for of any tool, at most. */
const DAYS_ASKED = 104;

/**
 * The first day that a new price may hold on: the one after the last that any cluster was
 * charged for by a price sheet. What was charged stays what it was.
 *
 * @param now - milliseconds since 1970
 * @returns as `YYYY-MM-DD`
 */
export async function readEarliest(knex: Knex, now: number): Promise<string> {
  const today = new Date(dayOf(now) * DAY_MS).toISOString().slice(0, 10);
  const row = await knex('cost_told')
    .where('estimated', true)
    .max({ last: 'day' })
    .first();
  if (row?.last === null || row?.last === undefined) {
    return addDays(today, -DAYS_ASKED);
  }
  const next = new Date((Number(row.last) + 1) * DAY_MS)
    .toISOString()
    .slice(0, 10);
  // Never later than today: what is not over is charged by nobody.
  return next < today ? next : today;
}

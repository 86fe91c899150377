import type { Knex } from 'knex';
import { DAY_MS, dayOf } from '../retention';

/** A day is looked at again after so long, so that its last hour stands. */
const AGAIN_MS = 60 * 60_000;

/** So long ago that it is due, at whatever time. */
const NEVER = -DAY_MS;

/** The last look of a day is in its last minutes, so that nothing of the day after is told of it. */
const LAST_MS = 10 * 60_000;

/**
 * Takes the day that it is for this replica to look at, unless somebody did within the
 * hour; in the last ten minutes of a day, unless somebody did within them.
 *
 * @param now - milliseconds since 1970
 * @returns the day, since 1970 in UTC; nothing where it is not due
 */
export async function claimDay(options: {
  knex: Knex;
  now: number;
}): Promise<number | undefined> {
  const { knex, now } = options;
  const day = dayOf(now);
  await knex('compliance_day')
    .insert({ day, claimed_at: NEVER })
    .onConflict('day')
    .ignore();
  const last = (day + 1) * DAY_MS - LAST_MS;
  const before = now >= last ? last - 1 : now - AGAIN_MS;
  const claimed = await knex('compliance_day')
    .where({ day })
    .where('claimed_at', '<=', before)
    .update({ claimed_at: now });
  return claimed > 0 ? day : undefined;
}

/** Says that a day was looked at as a whole. */
export async function finishDay(options: {
  knex: Knex;
  day: number;
  now: number;
}): Promise<void> {
  const { knex, day, now } = options;
  await knex('compliance_day').where({ day }).update({ taken_at: now });
}

/** Gives a day back that could not be looked at: it is due at once. */
export async function releaseDay(options: {
  knex: Knex;
  day: number;
}): Promise<void> {
  const { knex, day } = options;
  await knex('compliance_day').where({ day }).update({ claimed_at: NEVER });
}

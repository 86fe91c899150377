import type { Knex } from 'knex';
import { deleteOldTransitions } from '../store/deleteOldTransitions';
import { dropOldDays } from './dropOldDays';
import { keepDay } from './keepDays';
import {
  DAY_MS,
  dayOf,
  DAYS_OF_STATES,
  daysOfTransitions,
  readKeeping,
} from './retention';

/** Another replica begins after so long, should this one have gone. */
const BUSY_MS = 15 * 60_000;

/** Days that are worked on at once; there is one a day. */
const DAYS_AT_ONCE = 7;

/**
 * Makes states of the days whose transitions are old enough, deletes those, and
 * drops states that are too old. One replica at a time does; doing it twice
 * changes nothing.
 *
 * @returns the days that became states
 */
export async function keepHistory(options: {
  knex: Knex;
  now: number;
}): Promise<number> {
  const { knex, now } = options;
  const isOurs = await knex('history_keeping')
    .where({ id: 1 })
    .where('busy_until', '<=', now)
    .update({ busy_until: now + BUSY_MS });
  if (isOurs === 0) return 0;
  try {
    return await keepAll(knex, now);
  } finally {
    await knex('history_keeping').where({ id: 1 }).update({ busy_until: 0 });
  }
}

async function keepAll(knex: Knex, now: number): Promise<number> {
  // The last day that is wholly old enough.
  const last = dayOf(now - daysOfTransitions(knex) * DAY_MS) - 1;
  const { day, firstDay } = await readKeeping(knex);
  let next = day === undefined ? await oldestDay(knex) : day + 1;
  if (next === undefined || next > last) {
    // Nothing changed: nothing is to be kept before the next day is old enough.
    if (next === undefined && last > (day ?? -Infinity))
      await keptTo(knex, last);
    return 0;
  }
  let kept = 0;
  for (; next <= last && kept < DAYS_AT_ONCE; next += 1, kept += 1) {
    await keepDay({ knex, day: next });
    // States before transitions go: at each moment one of them is there.
    await keptTo(knex, next);
    await deleteOldTransitions({ knex, before: (next + 1) * DAY_MS });
  }
  const first = dayOf(now) - DAYS_OF_STATES;
  if (firstDay === undefined || firstDay < first) {
    await knex('history_keeping').where({ id: 1 }).update({ first_day: first });
    await dropOldDays({ knex, firstDay: first });
  }
  return kept;
}

async function oldestDay(knex: Knex): Promise<number | undefined> {
  const [{ at }] = await knex('transition').min({ at: 'at' });
  return at === null ? undefined : dayOf(Number(at));
}

async function keptTo(knex: Knex, day: number): Promise<void> {
  await knex('history_keeping').where({ id: 1 }).update({ day });
}

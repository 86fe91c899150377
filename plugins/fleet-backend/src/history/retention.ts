import type { Knex } from 'knex';

/** In milliseconds. */
export const DAY_MS = 24 * 60 * 60 * 1000;

/** For so many days there are states of days: thirteen months. */
export const DAYS_OF_STATES = 396;

/** For so many days there are transitions. */
export function daysOfTransitions(knex: Knex): number {
  return knex.client.config.client === 'pg' ? 90 : 30;
}

/** The day of a time, in days since 1970, in UTC. */
export function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}

/** How far history has become states of days. */
export type Keeping = {
  /** The last day of which there are states instead of transitions. */
  day?: number;
  /** The first day of which there are states; absent where none was dropped. */
  firstDay?: number;
};

export async function readKeeping(knex: Knex): Promise<Keeping> {
  const row = await knex('history_keeping').where({ id: 1 }).first();
  return {
    ...(row.day === null ? {} : { day: row.day }),
    ...(row.first_day === null ? {} : { firstDay: row.first_day }),
  };
}

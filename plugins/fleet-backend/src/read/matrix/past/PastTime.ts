import type { Past } from '@fleetview/backstage-plugin-fleet-common';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  DAY_MS,
  dayOf,
  DAYS_OF_STATES,
  readKeeping,
} from '../../../history/retention';
import { timeOf } from '../../timeOf';

const SECOND_MS = 1_000;

/** A time in the past that can be answered. Times are milliseconds since 1970. */
export type PastTime = {
  /** What was asked for, to the second. */
  at: number;
  /** What the answer is of: that time, or the end of its day. */
  of: number;
  kept: Past['kept'];
  /** How far back it can be asked. */
  earliest: number;
  /** From when on each change is kept; absent where it always was. */
  changesFrom?: number;
};

/**
 * @param text - of the parameter `at`
 * @param now - milliseconds since 1970
 * @throws InputError that says what may be asked for, when nothing is kept of that time
 */
export async function readPastTime(
  knex: Knex,
  text: string,
  now: number,
): Promise<PastTime> {
  const asked = timeOf('at', text);
  const at = asked - (asked % SECOND_MS);
  const { day, firstDay = -Infinity } = await readKeeping(knex);
  const earliest = Math.max(0, firstDay, dayOf(now) - DAYS_OF_STATES) * DAY_MS;
  if (at > now || at < earliest) {
    throw new InputError(
      `The parameter 'at' is ${
        at > now ? 'in the future' : 'longer ago than history is kept'
      }. Ask for a time between ${new Date(earliest).toISOString()} and now.`,
    );
  }
  const isOfDays = day !== undefined && dayOf(at) <= day;
  return {
    at,
    of: isOfDays ? (dayOf(at) + 1) * DAY_MS - SECOND_MS : at,
    kept: isOfDays ? 'days' : 'transitions',
    earliest,
    ...(day === undefined ? {} : { changesFrom: (day + 1) * DAY_MS }),
  };
}

export function toPast({ at, of, kept, earliest }: PastTime): Past {
  return {
    at: new Date(at).toISOString(),
    of: new Date(of).toISOString(),
    kept,
    earliest: new Date(earliest).toISOString(),
  };
}

import type { Knex } from 'knex';
import type { PlacedInstanceAt } from '../../../history/rebuildAt';
import { among } from '../../../permissions/fragment';
import type { PastTime } from './PastTime';

/** Ids in one statement. */
const AT_ONCE = 500;

/** With either of these it became what it is. */
const FIELDS = ['health', 'presence'];

/** Since when an instance was as it was. */
export type SinceThen = {
  /** Milliseconds since 1970; absent where nobody knows. */
  since?: number;
  sinceIsLowerBound: boolean;
};

/**
 * Since when the health of instances was what it was at a time. Where each change is
 * kept, that is the last change until then; else it was so at least since it is
 * recorded, and since changes are kept. Of days it is not known.
 */
export async function readSince(
  knex: Knex,
  time: PastTime,
  instances: readonly PlacedInstanceAt[],
): Promise<Map<string, SinceThen>> {
  const found = new Map<string, SinceThen>();
  if (time.kept === 'days') return found;
  for (let start = 0; start < instances.length; start += AT_ONCE) {
    const some = instances.slice(start, start + AT_ONCE);
    const changed = await lastChanges(
      knex,
      some.map(({ id }) => id),
      time.of,
    );
    for (const instance of some) {
      found.set(instance.id, sinceOf(instance, changed.get(instance.id), time));
    }
  }
  return found;
}

function sinceOf(
  { recordedSince, between }: PlacedInstanceAt,
  changed: { at: number; isExact: boolean } | undefined,
  { changesFrom = 0 }: PastTime,
): SinceThen {
  // Of what it was nothing is said.
  if (between?.health || between?.presence) return { sinceIsLowerBound: false };
  if (changed) {
    return { since: changed.at, sinceIsLowerBound: !changed.isExact };
  }
  return recordedSince === undefined
    ? { sinceIsLowerBound: false }
    : { since: Math.max(recordedSince, changesFrom), sinceIsLowerBound: true };
}

/** The last change until a time by which each was what it was then. */
async function lastChanges(
  knex: Knex,
  ids: readonly string[],
  until: number,
): Promise<Map<string, { at: number; isExact: boolean }>> {
  const things = among(knex, 'transition.thing', ids);
  // By time and not by number: a row that others go into keeps its number.
  const last = knex('transition')
    .whereNotNull('thing')
    .whereRaw(things.sql, things.bindings)
    .where('at', '<=', until)
    .whereIn('field', FIELDS)
    .groupBy('thing')
    .select('thing')
    .max({ last_at: 'at' })
    .as('last');
  const rows = await knex('transition')
    .join(last, join =>
      join
        .on('transition.thing', 'last.thing')
        .andOn('transition.at', 'last.last_at'),
    )
    .whereIn('transition.field', FIELDS)
    .select('transition.thing', 'transition.at', 'transition.not_before');
  return new Map(
    rows.map(({ thing, at, not_before: notBefore }) => [
      thing,
      { at: Number(at), isExact: notBefore === null },
    ]),
  );
}

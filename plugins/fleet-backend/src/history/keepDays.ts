import type { Knex } from 'knex';
import {
  absentRow,
  dayStatesQuery,
  saysAbsent,
  toDayRow,
  type DayRow,
} from './dayStates';
import { rebuildAt } from './rebuildAt';
import { DAY_MS, dayOf } from './retention';

/** Instances that are worked on at once. */
const AT_ONCE = 200;

/** Several in one row may go on for so long after the first. */
const FOLD_MS = 60 * 60_000;

/**
 * Writes what instances were at the end of a day, before the day's transitions are
 * deleted: of those of which something changed in it, and where it differs from
 * the day before. One that never changed has no row. Can be done again.
 *
 * @returns the rows written
 */
export async function keepDay(options: {
  knex: Knex;
  day: number;
}): Promise<number> {
  const { knex, day } = options;
  let written = 0;
  for (const clusterId of await knex('cluster').orderBy('id').pluck('id')) {
    const touched = await touchedQuery({ knex, day, clusterId });
    const things: string[] = touched.map(
      ({ thing }: { thing: string }) => thing,
    );
    for (let start = 0; start < things.length; start += AT_ONCE) {
      written += await keepSome(
        knex,
        day,
        things.slice(start, start + AT_ONCE),
      );
    }
  }
  return written;
}

/** The query for the instances of a cluster of which a day has something to tell. */
export function touchedQuery(options: {
  knex: Knex;
  day: number;
  clusterId: string;
}): Knex.QueryBuilder {
  const { knex, day, clusterId } = options;
  const start = day * DAY_MS;
  const of = (column: string, until: number) =>
    knex('transition')
      .where({ cluster_id: clusterId, scope: 'instance' })
      .where(column, '>=', start)
      .where(column, '<', until)
      .whereNotNull('thing')
      .select('thing');
  const end = start + DAY_MS;
  return (
    of('at', end + FOLD_MS)
      // A gap that began in it is over later.
      .union(of('not_before', end))
      .orderBy('thing')
  );
}

async function keepSome(
  knex: Knex,
  day: number,
  things: string[],
): Promise<number> {
  const start = day * DAY_MS;
  const within = { things };
  const known = new Map<string, DayRow>(
    (await dayStatesQuery({ knex, day: day - 1, within })).map(
      (row: DayRow) => [row.instance_id, row],
    ),
  );
  const rows: DayRow[] = [];
  const add = (row: DayRow | undefined) => {
    if (!row) return;
    const before = known.get(row.instance_id);
    // That it was not there is said of one that was.
    if (!before && saysAbsent(row)) return;
    if (before?.state === row.state) return;
    rows.push(row);
    known.set(row.instance_id, row);
  };
  const fresh = things.filter(id => !known.has(id));
  if (fresh.length > 0) {
    // What it had been all the time since it is recorded.
    for (const was of await rebuildAt({
      knex,
      at: start - 1,
      within: { things: fresh },
    })) {
      if (was.recordedSince !== undefined && was.recordedSince < start) {
        add(toDayRow(was, dayOf(was.recordedSince)));
      }
    }
  }
  for (const [gapDay, ids] of await longGaps(knex, day, things)) {
    // So long that its first day has become a state already: nothing changed in it.
    for (const was of await rebuildAt({
      knex,
      at: (gapDay + 1) * DAY_MS - 1,
      within: { things: ids },
    })) {
      add(toDayRow(was, gapDay));
    }
  }
  const atEnd = await rebuildAt({
    knex,
    at: start + DAY_MS - 1,
    within,
    withAbsent: true,
  });
  for (const was of atEnd) add(toDayRow(was, day));
  const told = new Set(atEnd.map(({ id }) => id));
  for (const id of things) {
    const before = known.get(id);
    // It left for good: neither a row nor a later transition speaks of it.
    if (before && !told.has(id)) add(absentRow(before, day));
  }
  for (let first = 0; first < rows.length; first += 100) {
    await knex('instance_day')
      .insert(rows.slice(first, first + 100))
      .onConflict(['instance_id', 'day'])
      .merge();
  }
  return rows.length;
}

/** Gaps that ended in a day and began before it, by the day in which they began. */
async function longGaps(
  knex: Knex,
  day: number,
  things: string[],
): Promise<[number, string[]][]> {
  const start = day * DAY_MS;
  const rows = await knex('transition')
    .whereIn('thing', things)
    .where('at', '>=', start)
    .where('at', '<', start + DAY_MS)
    .where('not_before', '<', start)
    .whereIn('field', ['currency', 'presence'])
    .select('thing', 'not_before');
  const found = new Map<number, string[]>();
  for (const row of rows) {
    const gapDay = dayOf(Number(row.not_before));
    found.set(gapDay, [...(found.get(gapDay) ?? []), row.thing]);
  }
  return [...found].sort(([a], [b]) => a - b);
}

import type { Knex } from 'knex';
import { tableOfRows, type Rows, type Steps } from '../../derive/statements';
import type { Things } from './readThings';
import { OPEN_DAY } from './spans';

const TEXT = 'text' as const;

const COLUMNS = {
  thing: TEXT,
  about: TEXT,
  cluster_id: TEXT,
  namespace: TEXT,
  entity_ref: TEXT,
  region: TEXT,
  environment: TEXT,
  owner: TEXT,
  system: TEXT,
  engine: TEXT,
  policy: TEXT,
  severity: TEXT,
  result: TEXT,
  is_evaluated: 'boolean' as const,
  observer: TEXT,
  outranked_by: TEXT,
  things: 'integer' as const,
  first_day: 'integer' as const,
  until_day: 'integer' as const,
};

/**
 * Writes what is another of a cluster than it was: what is not so any more ends on this
 * day, and what is begins. What was written on this day already is written over, so that
 * the last of a day stands. Doing it twice changes nothing.
 *
 * @returns how many rows were written
 */
export function* writeSpans(
  knex: Knex,
  options: { clusterId: string; day: number; things: Things },
): Steps<number> {
  const { clusterId, day, things } = options;
  const before = yield {
    sql: `select id, thing, things, first_day from compliance_span
      where cluster_id = ? and until_day = ?`,
    bindings: [clusterId, OPEN_DAY],
  };
  const same = new Set<string>();
  const ended: Rows = [];
  for (const row of before) {
    const now = things.get(row.thing);
    if (now && now.things === Number(row.things)) same.add(row.thing);
    else ended.push(row);
  }
  yield* endSpans(knex, ended, day);
  const fresh = [...things].filter(([id]) => !same.has(id));
  if (fresh.length > 0) {
    const names = Object.keys(COLUMNS).join(', ');
    const rows = tableOfRows<string>(
      knex,
      'fresh',
      COLUMNS,
      fresh.map(([thing, { span, things: count }]) => ({
        ...span,
        thing,
        cluster_id: clusterId,
        things: count,
        first_day: day,
        until_day: OPEN_DAY,
      })),
    );
    yield {
      sql: `insert into compliance_span (${names})
        select ${names} from ${rows.sql} where true
        on conflict (thing, first_day) do update
        set things = excluded.things, until_day = excluded.until_day`,
      bindings: rows.bindings,
    };
  }
  return ended.length + fresh.length;
}

/** Ends rows before a day; those that begin on it, or later, were never so. */
export function* endSpans(knex: Knex, rows: Rows, day: number): Steps<void> {
  const idsOf = (some: Rows) =>
    tableOfRows(
      knex,
      'ended',
      { ended_id: 'bigint' },
      some.map(({ id }) => ({ ended_id: Number(id) })),
    );
  const old = rows.filter(row => Number(row.first_day) < day);
  const ofToday = rows.filter(row => Number(row.first_day) >= day);
  if (old.length > 0) {
    const ids = idsOf(old);
    yield {
      sql: `update compliance_span set until_day = ?
        where id in (select ended_id from ${ids.sql})`,
      bindings: [day, ...ids.bindings],
    };
  }
  if (ofToday.length > 0) {
    const ids = idsOf(ofToday);
    yield {
      sql: `delete from compliance_span
        where id in (select ended_id from ${ids.sql})`,
      bindings: ids.bindings,
    };
  }
}

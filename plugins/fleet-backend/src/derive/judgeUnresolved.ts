import type { Knex } from 'knex';
import type { CurrencyLookup } from '../coverage/CoverageTracker';
import { hubFactsOf, sightsOf } from '../hubs/sights';
import { keyOf } from './readFacts';
import { type Rows, type Steps, tableOfIds, tableOfRows } from './statements';

/**
 * Deliveries to a cluster that nobody knows are of no instance and bound to
 * nothing; whether they are stale follows their hub.
 *
 * @returns whether anything changed
 */
export function* judgeUnresolved(
  knex: Knex,
  observers: string[],
  currency: CurrencyLookup,
): Steps<boolean> {
  const wanted = tableOfIds(knex, 'wanted', observers);
  const rows = yield {
    sql: `select id, observer, adapter, api_group, kind, namespace, name, stale, heartbeat_lost,
      unreadable, binding, subject, subject_reference, heartbeat
      from delivery where observer in (select wanted_id from ${wanted.sql})
      and subject is null`,
    bindings: wanted.bindings,
  };
  const words = hubFactsOf(knex, rows);
  const sightOf = sightsOf(words ? yield words : [], row =>
    currency.currencyOf(row.observer, keyOf(row)),
  );
  const isStale = (row: Rows[number]): boolean =>
    Boolean(row.heartbeat_lost) ||
    row.unreadable !== null ||
    sightOf(row) !== undefined ||
    !currency.currencyOf(row.observer, keyOf(row)).current;
  const flipped = rows.filter(
    row => Boolean(row.stale) !== isStale(row) || row.binding !== null,
  );
  if (flipped.length === 0) return false;
  const judged = tableOfRows(
    knex,
    'judged',
    { judged_id: 'text', is_stale: 'boolean' },
    flipped
      .map(row => ({ judged_id: row.id, is_stale: isStale(row) }))
      .sort((a, b) => (a.judged_id < b.judged_id ? -1 : 1)),
  );
  yield {
    sql: `update delivery set stale = is_stale, entity_ref = null, binding = null
      from ${judged.sql} where id = judged_id`,
    bindings: judged.bindings,
  };
  return true;
}

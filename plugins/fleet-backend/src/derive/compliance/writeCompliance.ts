import type { Knex } from 'knex';
import { type Steps, tableOfIds, tableOfRows } from '../statements';
import type { ComplianceRows } from './types';
import { writeFailures } from './writeFailures';
import { writeRepeats } from './writeRepeats';

const TEXT = 'text' as const;

/** What is kept of a cluster, and of what types it is. */
const TABLES = {
  compliance_sum: {
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
    claim: TEXT,
    observer: TEXT,
    adapter: TEXT,
    api_group: TEXT,
    kind: TEXT,
    source_namespace: TEXT,
    subject_reference: TEXT,
    reference_key: TEXT,
    unreadable: TEXT,
    controls: TEXT,
    things: 'integer' as const,
    failing_since: 'bigint' as const,
  },
  policy_place: {
    engine: TEXT,
    policy: TEXT,
    severity: TEXT,
    data: TEXT,
  },
  failing: {
    since: 'bigint' as const,
    told: TEXT,
    away_since: 'bigint' as const,
  },
};

type Table = keyof typeof TABLES;

/** What says something else under the same id; the rest is in the id. */
const CHANGES: Record<Table, readonly string[]> = {
  compliance_sum: ['things', 'failing_since'],
  policy_place: ['severity', 'data'],
  failing: ['since', 'told', 'away_since'],
};

/**
 * Writes what differs of what was added up of a cluster.
 *
 * @param now - milliseconds since 1970: when what does not fail any more ended
 * @returns whether anything did
 */
export function* writeCompliance(
  knex: Knex,
  clusterId: string,
  rows: ComplianceRows,
  now: number,
): Steps<boolean> {
  const sums = yield* writeTable(knex, clusterId, 'compliance_sum', rows.sums);
  const places = yield* writeTable(
    knex,
    clusterId,
    'policy_place',
    rows.places,
  );
  yield* writeTable(
    knex,
    clusterId,
    'failing',
    new Map(
      [...rows.failing].map(([id, { since, told, awaySince }]) => [
        id,
        { since, told, away_since: awaySince },
      ]),
    ),
  );
  yield* writeFailures(knex, clusterId, rows.failures, now);
  const repeats = yield* writeRepeats(knex, clusterId, rows.repeats);
  return sums || places || repeats;
}

function* writeTable(
  knex: Knex,
  clusterId: string,
  table: Table,
  rows: ReadonlyMap<string, object>,
): Steps<boolean> {
  const compared = CHANGES[table];
  const before = yield {
    sql: `select id, ${compared.join(', ')} from ${table} where cluster_id = ?`,
    bindings: [clusterId],
  };
  const known = new Map(before.map(row => [row.id as string, row]));
  const changed = [...rows].filter(([id, row]) => {
    const old = known.get(id);
    known.delete(id);
    return (
      !old ||
      compared.some(
        name =>
          text(old[name]) !== text((row as Record<string, unknown>)[name]),
      )
    );
  });
  if (known.size > 0) {
    const gone = tableOfIds(knex, 'gone', known.keys());
    yield {
      sql: `delete from ${table} where id in (select gone_id from ${gone.sql})`,
      bindings: gone.bindings,
    };
  }
  if (changed.length > 0) {
    const columns = { id: TEXT, cluster_id: TEXT, ...TABLES[table] };
    const names = Object.keys(columns);
    const fresh = tableOfRows<string>(
      knex,
      'fresh',
      columns,
      changed.map(([id, row]) => ({ id, cluster_id: clusterId, ...row })),
    );
    yield {
      sql: `insert into ${table} (${names.join(', ')})
        select ${names.join(', ')} from ${fresh.sql} where true
        on conflict (id) do update set ${compared
          .map(name => `${name} = excluded.${name}`)
          .join(', ')}`,
      bindings: fresh.bindings,
    };
  }
  return known.size > 0 || changed.length > 0;
}

function text(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

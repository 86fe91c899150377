import type { Knex } from 'knex';
import { UNASSIGNED } from '../resolveAttributes';
import { tableOfRows, type Rows, type Steps } from '../statements';
import type { FailureRow, Failures, Fate } from './types';

const TEXT = 'text' as const;

const COLUMNS = {
  unit: TEXT,
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
  observer: TEXT,
  seen_at: 'bigint' as const,
  first_failed_at: 'bigint' as const,
  noted_at: 'bigint' as const,
  noted_for: TEXT,
};

/** What may become another while something fails; the rest is in what tells it apart. */
const PLACED = [
  'entity_ref',
  'region',
  'environment',
  'owner',
  'system',
  'severity',
  'observer',
] as const;

/**
 * Writes what fails and did not, and how what failed ended. One that ended without a proof
 * and is told of again goes on in its own row. One that goes on belongs to
 * whom it belongs now; one that has ended stays as it was. Of a cluster that is gone
 * nothing is proven.
 *
 * @param failures - absent where the cluster is gone
 * @param now - milliseconds since 1970
 */
export function* writeFailures(
  knex: Knex,
  clusterId: string,
  failures: Failures | undefined,
  now: number,
): Steps<void> {
  yield* amendEnds(knex, failures, now);
  const told = yield {
    sql: `select unit, ${PLACED.join(', ')} from failure
      where cluster_id = ? and ended_at is null`,
    bindings: [clusterId],
  };
  const known = new Map(told.map(row => [row.unit as string, row]));
  const byFate = new Map<Fate, string[]>();
  for (const unit of known.keys()) {
    const fate = failures ? failures.ended.get(unit) : 'unproven';
    if (!fate) continue;
    const units = byFate.get(fate) ?? [];
    byFate.set(fate, units);
    units.push(unit);
  }
  for (const [fate, units] of byFate) {
    const ended = tableOfUnits(knex, units);
    yield {
      sql: `update failure set ended_at = ?, fate = ? where cluster_id = ?
        and ended_at is null and unit in (select told_unit from ${ended.sql})`,
      bindings: [now, fate, clusterId, ...ended.bindings],
    };
  }
  const fresh = [...(failures?.open ?? [])]
    .map(([unit, row]) => ({ unit, cluster_id: clusterId, ...toRow(row) }))
    .filter(row => isNews(row, known.get(row.unit)));
  const moved = fresh.flatMap(({ unit }) => (known.has(unit) ? [unit] : []));
  const noted = new Map<string, Rows[number]>();
  if (moved.length > 0) {
    const gone = tableOfUnits(knex, moved);
    const deleted = yield {
      sql: `delete from failure where cluster_id = ? and ended_at is null
        and unit in (select told_unit from ${gone.sql})
        returning unit, noted_at, noted_for`,
      bindings: [clusterId, ...gone.bindings],
    };
    // As it is deleted, not as it was read: it may be noted at this moment.
    for (const each of deleted) noted.set(each.unit, each);
  }
  if (fresh.length === 0) return;
  const names = Object.keys(COLUMNS).join(', ');
  const rows = tableOfRows(
    knex,
    'fresh',
    COLUMNS,
    fresh.map(row => {
      const before = noted.get(row.unit);
      // Another owner was told nothing yet. Where there is none for a while it stays noted.
      const isKept =
        row.owner === UNASSIGNED || row.owner === before?.noted_for;
      return {
        ...row,
        noted_at: (isKept && before?.noted_at) || null,
        noted_for: (isKept && before?.noted_for) || null,
      };
    }),
  );
  yield {
    sql: `insert into failure (${names}) select ${names} from ${rows.sql}`,
    bindings: rows.bindings,
  };
}

/** Of what had ended without a proof: what goes on, and what is known of it now. */
function* amendEnds(
  knex: Knex,
  failures: Failures | undefined,
  now: number,
): Steps<void> {
  if (!failures) return;
  const ends = [
    ...failures.reopened.map(id => [id, null, null] as const),
    ...[...failures.settled].map(([id, fate]) => [id, now, fate] as const),
  ].map(([id, end, fate]) => ({
    told_id: id,
    told_end: end,
    told_fate: fate,
  }));
  if (ends.length === 0) return;
  const told = tableOfRows(
    knex,
    'told',
    { told_id: 'bigint', told_end: 'bigint', told_fate: TEXT },
    ends,
  );
  yield {
    sql: `update failure set ended_at = told_end, fate = told_fate
      from ${told.sql} where failure.id = told_id`,
    bindings: told.bindings,
  };
}

function toRow({ entityRef, seenAt, firstFailedAt, ...row }: FailureRow) {
  return {
    ...row,
    entity_ref: entityRef,
    seen_at: seenAt,
    first_failed_at: firstFailedAt ?? null,
  };
}

function isNews(
  row: ReturnType<typeof toRow>,
  known: Rows[number] | undefined,
): boolean {
  return !known || PLACED.some(name => known[name] !== row[name]);
}

function tableOfUnits(knex: Knex, units: readonly string[]) {
  return tableOfRows(
    knex,
    'told',
    { told_unit: TEXT },
    units.map(unit => ({ told_unit: unit })),
  );
}

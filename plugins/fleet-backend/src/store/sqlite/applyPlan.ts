import { clusterMarksOf } from '../clusterMarksOf';
import { changingColumns, FACT_COLUMNS, type FactRow } from '../factRow';
import type { FactTable } from '../factTables';
import { sortedMarks, type DirtyMark } from '../markDirty';
import type { ObjectPlan } from '../planObject';
import { transitionRow } from '../recordTransitions';
import type { SqliteHandle } from './SqliteHandle';

const inserts = new Map<FactTable, string>();

/**
 * Writes what was planned for one object.
 *
 * @param options.isNew - none of its rows may be there
 * @throws SqliteError SQLITE_CONSTRAINT_PRIMARYKEY when one is
 */
export function applyPlan(
  handle: SqliteHandle,
  plan: ObjectPlan,
  { isNew }: { isNew: boolean },
): void {
  for (const { table, row } of plan.rows) {
    handle
      .prepare(isNew ? insertOf(table) : upsertOf(table))
      .run(...FACT_COLUMNS[table].map(column => valueOf(row[column])));
  }
  for (const { table, id } of plan.deletions) {
    handle.prepare(`delete from ${table} where id = ?`).run(id);
  }
  for (const { table, id, reason } of plan.unreadable) {
    handle
      .prepare(
        `update ${table} set unreadable = ?, hash = '', resource_version = null where id = ?`,
      )
      .run(reason, id);
  }
  for (const transition of plan.transitions) {
    const row = Object.entries(transitionRow(transition));
    handle
      .prepare(
        `insert into transition (${row.map(([name]) => name).join(', ')})
        values (${row.map(() => '?').join(', ')})`,
      )
      .run(...row.map(([, value]) => value));
  }
  applyMarks(handle, plan.marks);
  for (const { table, clusterIds } of clusterMarksOf(plan)) {
    for (const clusterId of clusterIds) {
      handle
        .prepare(`insert into ${table} (cluster_id) values (?)`)
        .run(clusterId);
    }
  }
}

/** Puts marks into the queue. */
export function applyMarks(handle: SqliteHandle, marks: DirtyMark[]): void {
  for (const { clusterId, namespace } of sortedMarks(marks)) {
    handle
      .prepare(
        'insert into dirty (cluster_id, namespace) values (?, ?) on conflict do nothing',
      )
      .run(clusterId, namespace);
  }
}

function insertOf(table: FactTable): string {
  let sql = inserts.get(table);
  if (!sql) {
    const columns = FACT_COLUMNS[table];
    sql = `insert into ${table} (${columns.join(', ')})
      values (${columns.map(() => '?').join(', ')})`;
    inserts.set(table, sql);
  }
  return sql;
}

function upsertOf(table: FactTable): string {
  return `${insertOf(table)}
    on conflict (id) do update set ${changingColumns(table)
      .map(column => `${column} = excluded.${column}`)
      .join(', ')}`;
}

function valueOf(value: FactRow[keyof FactRow]): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value ?? null;
}

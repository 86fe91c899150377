import { storedColumns, type StoredRow } from '../factRow';
import type { WriteBatch } from '../WriteBatch';
import type { SqliteHandle } from './SqliteHandle';

/** The rows of one object. */
export function readStoredRows(
  handle: SqliteHandle,
  { observer, key, tables }: WriteBatch,
  uid: string,
): StoredRow[] {
  return tables.flatMap(table =>
    handle
      .prepare(
        `select ${storedColumns(table).join(', ')} from ${table}
        where observer = ? and adapter = ? and api_group = ? and kind = ? and source_uid = ?`,
      )
      .all(observer, key.adapter, key.group, key.kind, uid)
      .map(row => ({ ...row, table })),
  );
}

import type { Knex } from 'knex';
import { decodeScope } from '../coverage/scopes';
import type { StoredObjects, WatchKey } from '../collector/messages';
import type { FactTable } from './factTables';

/** Facts per answer: few enough that reading them holds nobody up. */
export const STORED_ROWS = 2_000;

function lineOf(tab: string): string {
  return `source_uid || ${tab} || coalesce(resource_version, '') || ${tab} || hash`;
}

/** Trusted SQL for the line of a fact. */
export const STORED_LINE = {
  pg: lineOf('chr(9)'),
  sqlite: lineOf('char(9)'),
} as const;

/**
 * What is stored of a kind, in pieces. The database joins the rows to one text,
 * so that the thread that serves the portal passes on a string, and not rows.
 */
export async function readStoredObjects(options: {
  knex: Knex;
  observer: string;
  key: WatchKey;
  tables: FactTable[];
  /** Where the last piece ended; absent for the first. */
  after?: string;
  rows?: number;
}): Promise<StoredObjects> {
  const { knex, observer, key, tables, after, rows = STORED_ROWS } = options;
  const [table, uid] = after === undefined ? [tables[0], ''] : placeOf(after);
  const within = decodeScope(key.scope);
  const index = tables.findIndex(each => each === table);
  if (index < 0) return { lines: '' };
  const isPostgres = knex.client.config.client === 'pg';
  const [line, join] = isPostgres
    ? [STORED_LINE.pg, 'string_agg(line, chr(10))']
    : [STORED_LINE.sqlite, 'group_concat(line, char(10))'];
  const answer = await knex.raw(
    `select ${join} as lines, max(uid) as last, count(*) as count from (
      select source_uid as uid, ${line} as line
      from ${table}
      where observer = ? and adapter = ? and api_group = ? and kind = ? and source_uid > ?
      ${within ? 'and namespace = ?' : ''} ${
      within?.name === undefined ? '' : 'and name = ?'
    }
      order by source_uid limit ?
    ) as stored`,
    [
      observer,
      key.adapter,
      key.group,
      key.kind,
      uid,
      ...Object.values(within ?? {}),
      rows,
    ],
  );
  const [{ lines, last, count }] = isPostgres ? answer.rows : answer;
  let next: string | undefined;
  if (Number(count) === rows) next = `${table}\t${last}`;
  else if (index + 1 < tables.length) next = `${tables[index + 1]}\t`;
  return { lines: lines ?? '', ...(next ? { next } : {}) };
}

function placeOf(after: string): [string, string] {
  const at = after.indexOf('\t');
  return [after.slice(0, at), after.slice(at + 1)];
}

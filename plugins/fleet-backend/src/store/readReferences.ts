import type { Knex } from 'knex';
import { runStatement } from '../derive/statements';
import type { REFERRING_TABLES } from './factTables';
import type { KeyRange } from './referenceKey';
import type { UnresolvedReason } from './SubjectResolver';

/** One thing that a hub calls a cluster, and where the facts that do so lead. */
export type StoredReference = {
  key: string;
  /** As JSON. */
  text: string;
  /** Two where facts of one reference lead to different clusters. */
  subjects: string[];
  /** Whether some lead nowhere. */
  hasUnresolved: boolean;
  /** Why, as one of those says. */
  unresolved: UnresolvedReason | null;
};

/** References that are read at once: on SQLite nothing else happens meanwhile. */
const AT_ONCE = 500;

/**
 * The references that facts of a table make, each once, in the order of their keys.
 * Reads the index from one to the next, and so a row for each reference, however
 * many facts make it.
 *
 * @returns as many as one answer takes; ask from the last key on for the others
 */
export async function readReferences(options: {
  knex: Knex;
  table: (typeof REFERRING_TABLES)[number];
  range: KeyRange;
  /** The key where the last answer ended. */
  after?: string;
}): Promise<{ references: StoredReference[]; next?: string }> {
  const { knex, table, range, after } = options;
  const rows = await runStatement(knex, referencesIn(table, range, after));
  const references = rows.map(row => ({
    key: row.reference_key,
    text: row.text,
    subjects: [...new Set<string>([row.first, row.last])].filter(Boolean),
    hasUnresolved: Boolean(row.has_unresolved),
    unresolved: row.unresolved,
  }));
  const last = references.at(-1)?.key;
  return {
    references,
    ...(references.length === AT_ONCE && last ? { next: last } : {}),
  };
}

/** The statement; its plan is tested. */
export function referencesIn(
  table: string,
  range: KeyRange,
  after: string | undefined,
) {
  const next = (from: string) =>
    `select min(reference_key) from ${table} where reference_key is not null
      and reference_key ${from} and reference_key < ?`;
  const ofKey = (what: string, where = '') =>
    `(select ${what} from ${table} where ${table}.reference_key = known.k ${where} limit 1)`;
  return {
    sql: `with recursive known(k) as (
        ${next(after === undefined ? '>= ?' : '> ?')}
        union all
        select (${next('> known.k')}) from known where known.k is not null
      )
      select k as reference_key, ${ofKey('subject_reference')} as text,
        (select min(subject) from ${table} where ${table}.reference_key = known.k) as first,
        (select max(subject) from ${table} where ${table}.reference_key = known.k) as last,
        ${ofKey('1', 'and subject is null')} as has_unresolved,
        ${ofKey('subject_unresolved', 'and subject is null')} as unresolved
      from known where k is not null limit ${AT_ONCE}`,
    bindings: [after ?? range.from, range.to, range.to],
  };
}

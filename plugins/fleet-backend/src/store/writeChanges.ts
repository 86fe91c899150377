import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { ObjectChange, WatchKey } from '../collector/messages';
import { factId } from './factId';
import { tableOf, typedColumns, type FactTable } from './factTables';
import { markDirty, type DirtyMark } from './markDirty';
import { CLUSTER_ALONE, touchedNamespaces } from './touchedNamespaces';
import type { SubjectResolver } from './SubjectResolver';

/** Rows per statement; keeps below the parameter limits of both databases. */
const ROWS = 100;

type ExistingRow = {
  id: string;
  source_uid: string;
  hash: string;
  subject: string | null;
  first_seen_at: number | string;
  settled_version?: string | null;
  data: string;
};

/** What a write did; zeroes for a batch that said nothing new. */
export type WriteResult = {
  /** Facts written. */
  written: number;
  /** Facts deleted. */
  deleted: number;
  /** Objects that were not known before. */
  added: number;
  /** Objects that are gone. */
  removed: number;
};

/**
 * Writes one batch of changes of one kind of one observer. One transaction:
 * the facts that differ, and marks for what has to be derived again. Objects
 * that say the same as before write nothing.
 */
export async function writeChanges(options: {
  knex: Knex;
  observer: string;
  key: WatchKey;
  version: string;
  tables: FactTable[];
  changes: ObjectChange[];
  resolver: SubjectResolver;
  now: number;
}): Promise<WriteResult> {
  const { knex, observer, key, version, tables, resolver, now } = options;
  // The last word on each object counts; what was skipped keeps its facts.
  const latest = new Map<string, ObjectChange>();
  for (const change of options.changes) {
    if (change.type !== 'skipped') latest.set(change.uid, change);
  }
  if (latest.size === 0)
    return { written: 0, deleted: 0, added: 0, removed: 0 };

  const existing = await readExisting({
    knex,
    observer,
    key,
    tables,
    uids: [...latest.keys()],
  });
  const inserts = new Map<FactTable, Record<string, unknown>[]>();
  const deletions = new Map<FactTable, string[]>();
  const marks: DirtyMark[] = [];
  const mark = (subject: string | null, fact: Fact) => {
    for (const namespace of touchedNamespaces(fact)) {
      marks.push({ clusterId: subject ?? observer, namespace });
    }
    // A hub's own page lists what it holds.
    if (subject !== observer) {
      marks.push({ clusterId: observer, namespace: CLUSTER_ALONE });
    }
  };

  let added = 0;
  let removed = 0;
  for (const [uid, change] of latest) {
    const before = existing.get(uid) ?? [];
    if (change.type === 'deleted' && before.length > 0) removed += 1;
    if (change.type === 'facts' && before.length === 0) added += 1;
    const facts = change.type === 'facts' ? byPart(change.facts) : [];
    if (
      change.type === 'facts' &&
      before.length === facts.length &&
      before.every(({ row }) => row.hash === change.hash)
    ) {
      continue;
    }
    const kept = new Set<string>();
    for (const fact of facts) {
      const id = factId({
        observer,
        adapter: key.adapter,
        sourceUid: uid,
        part: fact.part,
      });
      kept.add(id);
      const old = before.find(({ row }) => row.id === id)?.row;
      const { subject, reference } = resolver.resolve(observer, fact.subject);
      const table = tableOf(fact.type);
      const rows = inserts.get(table) ?? [];
      rows.push({
        id,
        observer,
        adapter: key.adapter,
        source_uid: uid,
        part: fact.part,
        api_group: key.group,
        api_version: version,
        kind: key.kind,
        namespace: fact.source.namespace ?? '',
        name: fact.source.name,
        subject,
        subject_reference: reference,
        hash: change.type === 'facts' ? change.hash : '',
        changed_at: fact.changedAt ? Date.parse(fact.changedAt) : null,
        first_seen_at: old ? Number(old.first_seen_at) : now,
        data: JSON.stringify(fact),
        unreadable: null,
        ...typedColumns(fact, old?.settled_version),
      });
      inserts.set(table, rows);
      mark(subject, fact);
    }
    for (const { table, row } of before) {
      const fact: Fact = JSON.parse(row.data);
      if (!kept.has(row.id)) {
        deletions.set(table, [...(deletions.get(table) ?? []), row.id]);
      }
      mark(row.subject, fact);
    }
  }
  const written = [...inserts.values()].reduce((n, rows) => n + rows.length, 0);
  const deleted = [...deletions.values()].reduce((n, ids) => n + ids.length, 0);
  const result = { written, deleted, added, removed };
  if (written + deleted === 0) return result;

  await knex.transaction(async trx => {
    for (const [table, rows] of inserts) {
      for (let start = 0; start < rows.length; start += ROWS) {
        await trx(table)
          .insert(rows.slice(start, start + ROWS))
          .onConflict('id')
          .merge();
      }
    }
    for (const [table, ids] of deletions) {
      await trx(table).whereIn('id', ids).delete();
    }
    await markDirty({ knex: trx, marks });
  });
  return result;
}

/** PostgreSQL refuses one row twice in a statement: of facts with the same part the last counts. */
function byPart(facts: Fact[]): Fact[] {
  return [...new Map(facts.map(fact => [fact.part, fact])).values()];
}

async function readExisting(options: {
  knex: Knex;
  observer: string;
  key: WatchKey;
  tables: FactTable[];
  uids: string[];
}): Promise<Map<string, { table: FactTable; row: ExistingRow }[]>> {
  const { knex, observer, key, tables, uids } = options;
  const found = new Map<string, { table: FactTable; row: ExistingRow }[]>();
  for (const table of tables) {
    for (let start = 0; start < uids.length; start += 500) {
      const rows: ExistingRow[] = await knex(table)
        .where({
          observer,
          adapter: key.adapter,
          api_group: key.group,
          kind: key.kind,
        })
        .whereIn('source_uid', uids.slice(start, start + 500))
        .select(
          'id',
          'source_uid',
          'hash',
          'subject',
          'first_seen_at',
          'data',
          ...(table === 'workload' ? ['settled_version'] : []),
        );
      for (const row of rows) {
        const list = found.get(row.source_uid) ?? [];
        list.push({ table, row });
        found.set(row.source_uid, list);
      }
    }
  }
  return found;
}

import type { Knex } from 'knex';
import type { ObjectChange } from '../collector/messages';
import { readStoredObjects } from '../store/readStoredObjects';
import { referenceText } from '../store/referenceKey';
import type { SubjectResolver } from '../store/SubjectResolver';
import type { WriteBatch, WriteResult } from '../store/WriteBatch';
import { writeBatches } from '../store/writeBatches';
import { changesOf, type TestKind } from './changes';

/** Knows clusters by their server's URL, as a hub refers to them. */
export function resolverOf(
  servers: Record<string, string> = {},
): SubjectResolver {
  return {
    resolve(observer, reference) {
      if (reference.type === 'observer') {
        return { subject: observer, reference: null };
      }
      if (reference.type === 'none') return { subject: null, reference: null };
      const { server } = reference;
      return {
        ...(server && servers[server]
          ? { subject: servers[server] }
          : { subject: null, unresolved: 'unknown-server' as const }),
        reference: referenceText(reference),
      };
    },
  };
}

/** Changes of one kind as the engine hands them to the store. */
export function batchOf(
  kind: TestKind,
  changes: ObjectChange[],
  over: Partial<WriteBatch> = {},
): WriteBatch {
  const { observer = 'c-1' } = over;
  return {
    observer,
    ...kind,
    version: 'v1',
    ...over,
    changes: changesOf(observer, kind.key, changes),
  };
}

/** Writes changes of one kind as the engine does. */
export async function write(
  knex: Knex,
  kind: TestKind,
  changes: ObjectChange[],
  options: {
    observer?: string;
    resolver?: SubjectResolver;
    now?: number;
  } = {},
): Promise<WriteResult> {
  const { observer, resolver = resolverOf(), now = 1_000 } = options;
  const [result] = await writeBatches({
    knex,
    batches: [batchOf(kind, changes, observer ? { observer } : {})],
    resolver,
    now,
  });
  return result;
}

/** The uids that are stored of a kind. */
export async function storedUids(
  knex: Knex,
  kind: TestKind,
  observer = 'c-1',
): Promise<string[]> {
  const uids = new Set<string>();
  let after: string | undefined;
  do {
    const { lines, next } = await readStoredObjects({
      knex,
      observer,
      ...kind,
      ...(after === undefined ? {} : { after }),
    });
    for (const line of lines.split('\n')) {
      if (line) uids.add(line.split('\t')[0]);
    }
    after = next;
  } while (after !== undefined);
  return [...uids];
}

/** Takes a complete list of one kind as a collector does: what is stored and not in it is deleted. */
export async function list(
  knex: Knex,
  kind: TestKind,
  uids: string[],
  observer = 'c-1',
): Promise<number> {
  const stored = await storedUids(knex, kind, observer);
  const { deleted } = await write(
    knex,
    kind,
    stored
      .filter(uid => !uids.includes(uid))
      .map(uid => ({ type: 'deleted', uid })),
    { observer },
  );
  return deleted;
}

/** The marks that wait, as `cluster/namespace`, in order. */
export async function dirtyMarks(knex: Knex): Promise<string[]> {
  const rows = await knex('dirty').select();
  return rows.map(row => `${row.cluster_id}/${row.namespace}`).sort();
}

/** Takes all marks away. */
export async function forgetMarks(knex: Knex): Promise<void> {
  await knex('dirty').delete();
}

const WRITES =
  /^\s*(insert|update|delete|copy|with .* (insert|update|delete))/i;

/**
 * The statements that changed something while work was done. On SQLite the rows
 * that were changed past knex count as one more.
 */
export async function writesOf(
  knex: Knex,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const before = await changedRows(knex);
  const seen = (await statementsOf(knex, work)).filter(sql => WRITES.test(sql));
  const changed = (await changedRows(knex)) - before;
  return changed > 0 && seen.length === 0 ? [`${changed} rows changed`] : seen;
}

/** All statements while work was done, those past knex on SQLite left out. */
export async function statementsOf(
  knex: Knex,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const seen: string[] = [];
  const listen = (query: { sql: string }) => {
    seen.push(query.sql);
  };
  knex.on('query', listen);
  try {
    await work();
  } finally {
    knex.removeListener('query', listen);
  }
  return seen;
}

async function changedRows(knex: Knex): Promise<number> {
  if (knex.client.config.client === 'pg') return 0;
  const [{ changes }] = await knex.raw('select total_changes() as changes');
  return changes;
}

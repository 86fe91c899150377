import type { Knex } from 'knex';
import type { ObjectChange } from '../collector/messages';
import { deleteAbsent } from '../store/deleteAbsent';
import type { SubjectResolver } from '../store/SubjectResolver';
import { writeChanges, type WriteResult } from '../store/writeChanges';
import type { TestKind } from './changes';

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
      const { server, name } = reference;
      return {
        subject: (server && servers[server]) || null,
        reference: JSON.stringify({
          ...(server ? { server } : {}),
          ...(name ? { name } : {}),
        }),
      };
    },
  };
}

/** Writes changes of one kind as the engine does. */
export function write(
  knex: Knex,
  kind: TestKind,
  changes: ObjectChange[],
  options: {
    observer?: string;
    resolver?: SubjectResolver;
    now?: number;
  } = {},
): Promise<WriteResult> {
  return writeChanges({
    knex,
    observer: options.observer ?? 'c-1',
    ...kind,
    version: 'v1',
    changes,
    resolver: options.resolver ?? resolverOf(),
    now: options.now ?? 1_000,
  });
}

/** Takes a complete list of one kind as the engine does. */
export function list(
  knex: Knex,
  kind: TestKind,
  uids: string[],
  observer = 'c-1',
): Promise<number> {
  return deleteAbsent({ knex, observer, ...kind, listed: new Set(uids) });
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

const WRITES = /^\s*(insert|update|delete|with .* (insert|update|delete))/i;

/** The statements that changed something while work was done. */
export async function writesOf(
  knex: Knex,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const seen: string[] = [];
  const listen = (query: { sql: string }) => {
    if (WRITES.test(query.sql)) seen.push(query.sql);
  };
  knex.on('query', listen);
  try {
    await work();
  } finally {
    knex.removeListener('query', listen);
  }
  return seen;
}

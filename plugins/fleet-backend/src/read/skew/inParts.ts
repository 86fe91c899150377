import type { Knex } from 'knex';
import { among } from '../../permissions/fragment';
import type { Row } from '../types';

/** So many clusters are asked for at once: what is in memory at a time stays bounded. */
const AT_ONCE = 500;

/** Rows of some clusters, a bounded number of clusters at a time. */
export async function eachPart(
  knex: Knex,
  clusters: readonly Row[],
  column: string,
  query: () => Knex.QueryBuilder,
  take: (rows: Row[]) => void | Promise<void>,
): Promise<void> {
  for (let start = 0; start < clusters.length; start += AT_ONCE) {
    const { sql, bindings } = among(
      knex,
      column,
      clusters.slice(start, start + AT_ONCE).map(({ id }) => id),
    );
    await take(await query().whereRaw(sql, bindings));
  }
}

/** The columns that decide whether a fact is current. */
export function currencyColumns(table: string): string[] {
  return [
    'observer',
    'adapter',
    'api_group',
    'kind',
    'namespace',
    'name',
    'subject',
    'subject_reference',
    'unreadable',
  ].map(column => `${table}.${column}`);
}

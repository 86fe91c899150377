import type { ReadContext } from './types';

/** The names of clusters by id, those that have left included. */
export async function readClusterNames(
  { knex }: ReadContext,
  ids: Iterable<string>,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const wanted = [...new Set(ids)];
  for (let start = 0; start < wanted.length; start += 500) {
    const rows: { id: string; name: string }[] = await knex('cluster')
      .whereIn('id', wanted.slice(start, start + 500))
      .select('id', 'name');
    for (const row of rows) names.set(row.id, row.name);
  }
  return names;
}

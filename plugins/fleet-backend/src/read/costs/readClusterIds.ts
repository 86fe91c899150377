import type { ReadContext } from '../types';

/** The ids of present clusters by their names. A name that two have means both. */
export async function readClusterIds(
  { knex }: ReadContext,
  names: readonly string[],
): Promise<(name: string) => readonly string[]> {
  const ids = new Map<string, string[]>();
  const wanted = [...new Set(names)];
  for (let start = 0; start < wanted.length; start += 500) {
    const rows: { id: string; name: string }[] = await knex('cluster')
      .whereNull('left_at')
      .whereIn('name', wanted.slice(start, start + 500))
      .select('id', 'name');
    for (const { id, name } of rows) {
      ids.set(name, [...(ids.get(name) ?? []), id]);
    }
  }
  return name => ids.get(name) ?? [];
}

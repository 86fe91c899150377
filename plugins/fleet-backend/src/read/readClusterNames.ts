import type { ReadContext } from './types';

/** The names of clusters by id, those that have left included. */
export async function readClusterNames(
  context: ReadContext,
  ids: Iterable<string>,
): Promise<Map<string, string>> {
  return (await readClusterPlaces(context, ids)).names;
}

/** The names and regions of clusters by id, those that have left included. */
export async function readClusterPlaces(
  { knex }: ReadContext,
  ids: Iterable<string>,
): Promise<{ names: Map<string, string>; regions: Map<string, string> }> {
  const names = new Map<string, string>();
  const regions = new Map<string, string>();
  const wanted = [...new Set(ids)];
  for (let start = 0; start < wanted.length; start += 500) {
    const rows: { id: string; name: string; region: string }[] = await knex(
      'cluster',
    )
      .whereIn('id', wanted.slice(start, start + 500))
      .select('id', 'name', 'region');
    for (const { id, name, region } of rows) {
      names.set(id, name);
      regions.set(id, region);
    }
  }
  return { names, regions };
}

import type { ReadContext } from '../types';

const AT_ONCE = 500;

/** Which of some clusters cannot be read, by their ids. */
export async function readUnreachable(
  { knex }: ReadContext,
  ids: Iterable<string>,
): Promise<Set<string>> {
  const unreachable = new Set<string>();
  const wanted = [...new Set(ids)];
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const found: string[] = await knex('cluster')
      .whereIn('id', wanted.slice(start, start + AT_ONCE))
      .whereNot('reachability', 'reachable')
      .pluck('id');
    for (const id of found) unreachable.add(id);
  }
  return unreachable;
}

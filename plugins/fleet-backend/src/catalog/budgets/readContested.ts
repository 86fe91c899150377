import type { Knex } from 'knex';

/**
 * Which clusters several Resources say they are, by whatever id each of them names: a
 * cluster that was merged into another one is that one.
 *
 * @param options.claims - how many Resources name each id
 * @returns whether a cluster is claimed by more than one, by any of its ids
 */
export async function readContested(options: {
  knex: Knex;
  claims: ReadonlyMap<string, number>;
}): Promise<(clusterId: string) => boolean> {
  const { knex, claims } = options;
  const aliases = new Map<string, string>(
    (await knex('cluster_alias').select('id', 'cluster_id')).map(row => [
      row.id,
      row.cluster_id,
    ]),
  );
  const resolved = (id: string) => aliases.get(id) ?? id;
  const counts = new Map<string, number>();
  for (const [id, count] of claims) {
    counts.set(resolved(id), (counts.get(resolved(id)) ?? 0) + count);
  }
  return id => (counts.get(resolved(id)) ?? 0) > 1;
}

import type { Knex } from 'knex';

/**
 * Gives a cluster the first of these names that is free, and keeps it. Replicas
 * that do so at the same moment agree: the first one has chosen.
 *
 * @returns the name that it has
 * @throws Error where none of them is free
 */
export async function reserveName(
  knex: Knex,
  options: { clusterId: string; candidates: string[] },
): Promise<string> {
  const { clusterId, candidates } = options;
  for (const name of candidates) {
    const reserved = await insert(knex, clusterId, name);
    if (reserved) return reserved.name;
    // A cluster that was removed needs its name no longer.
    const freed = await knex('fleet_cluster_entity')
      .where({ name })
      .whereNotNull('removed_at')
      .delete();
    if (freed === 0) continue;
    const again = await insert(knex, clusterId, name);
    if (again) return again.name;
  }
  throw new Error(
    `No name is free for the entity of cluster '${clusterId}', not even '${candidates.at(
      -1,
    )}'`,
  );
}

/** The name that a cluster has now; none where somebody else has this one. */
async function insert(
  knex: Knex,
  clusterId: string,
  name: string,
): Promise<{ name: string } | undefined> {
  await knex('fleet_cluster_entity')
    .insert({ cluster_id: clusterId, name, names: '[]', removed_at: null })
    .onConflict()
    .ignore();
  return knex('fleet_cluster_entity')
    .where({ cluster_id: clusterId })
    .first('name');
}

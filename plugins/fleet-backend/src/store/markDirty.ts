import type { Knex } from 'knex';

/** What has to be derived again: a cluster, and one of its namespaces. */
export type DirtyMark = { clusterId: string; namespace: string };

/**
 * Puts marks into the queue, each once. One that is there already is locked until
 * the transaction ends: whoever takes it then sees what it stands for. Marks are
 * put in one order, so that two writers never wait for each other.
 */
export async function markDirty(options: {
  knex: Knex | Knex.Transaction;
  marks: DirtyMark[];
}): Promise<void> {
  const rows = new Map(
    options.marks.map(mark => [
      `${mark.clusterId}/${mark.namespace}`,
      { cluster_id: mark.clusterId, namespace: mark.namespace },
    ]),
  );
  const all = [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
  for (let start = 0; start < all.length; start += 500) {
    await options
      .knex('dirty')
      .insert(all.slice(start, start + 500))
      .onConflict(['cluster_id', 'namespace'])
      .merge();
  }
}

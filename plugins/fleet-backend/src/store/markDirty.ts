import type { Knex } from 'knex';
import { joinColumn, unnestColumns } from './postgres/columnArrays';
import { EVERY_NAMESPACE } from './touchedNamespaces';

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
  const { knex } = options;
  const all = sortedMarks(options.marks);
  if (all.length === 0) return;
  await markWholes(knex, all);
  if (knex.client.config.client === 'pg') {
    const { from, where } = unnestColumns('marked', [
      'cluster_id',
      'namespace',
    ]);
    await knex.raw(
      `insert into dirty (cluster_id, namespace)
      select marked.cluster_id, marked.namespace from ${from} where ${where}
      on conflict (cluster_id, namespace) do update set namespace = excluded.namespace`,
      [
        joinColumn(all.map(({ clusterId }) => clusterId)),
        joinColumn(all.map(({ namespace }) => namespace)),
      ],
    );
    return;
  }
  for (let start = 0; start < all.length; start += 500) {
    await knex('dirty')
      .insert(
        all.slice(start, start + 500).map(({ clusterId, namespace }) => ({
          cluster_id: clusterId,
          namespace,
        })),
      )
      .onConflict(['cluster_id', 'namespace'])
      .ignore();
  }
}

/** What concerns all of a cluster concerns what drifts there: whether it is seen at all. */
async function markWholes(
  knex: Knex | Knex.Transaction,
  marks: readonly DirtyMark[],
): Promise<void> {
  const ids = marks
    .filter(({ namespace }) => namespace === EVERY_NAMESPACE)
    .map(({ clusterId }) => clusterId);
  for (let start = 0; start < ids.length; start += 500) {
    await knex('drift_mark').insert(
      ids.slice(start, start + 500).map(id => ({ cluster_id: id })),
    );
  }
}

/** Marks, each once, in the order in which all writers put them. */
export function sortedMarks(marks: DirtyMark[]): DirtyMark[] {
  const byKey = new Map(
    marks.map(mark => [`${mark.clusterId}/${mark.namespace}`, mark]),
  );
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, mark]) => mark);
}

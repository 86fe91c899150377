import type { Knex } from 'knex';
import { count, noCounts, toColumns } from './counts';
import type { DerivedInstance } from './DerivedInstance';

/**
 * Writes the cells that differ, and deletes those that nothing is in any more.
 *
 * @param namespaces - those that were derived; all where absent
 * @returns whether anything changed
 */
export async function writeCells(
  trx: Knex.Transaction,
  clusterId: string,
  instances: DerivedInstance[],
  region: string,
  namespaces: string[] | undefined,
): Promise<boolean> {
  const scope = () => {
    const query = trx('cell').where({ cluster_id: clusterId });
    return namespaces ? query.whereIn('namespace', namespaces) : query;
  };
  const before = new Map(
    (await scope().select()).map(row => [
      `${row.namespace}/${row.entity_ref}`,
      row,
    ]),
  );
  const rows = instances.map(instance => {
    const own = noCounts();
    count(own, instance);
    return {
      cluster_id: clusterId,
      namespace: instance.namespace,
      entity_ref: instance.entityRef,
      region,
      environment: instance.environment,
      owner: instance.owner,
      system: instance.system,
      ...toColumns('instance', own),
      ...toColumns('delivery', instance.counts.deliveries),
      ...toColumns('workload', instance.counts.workloads),
    };
  });
  const changed = rows.filter(row => {
    const key = `${row.namespace}/${row.entity_ref}`;
    const old = before.get(key);
    before.delete(key);
    return (
      !old ||
      Object.entries(row).some(([column, value]) => old[column] !== value)
    );
  });
  for (let start = 0; start < changed.length; start += 50) {
    await trx('cell')
      .insert(changed.slice(start, start + 50))
      .onConflict(['cluster_id', 'namespace', 'entity_ref'])
      .merge();
  }
  for (const row of before.values()) {
    await trx('cell')
      .where({
        cluster_id: clusterId,
        namespace: row.namespace,
        entity_ref: row.entity_ref,
      })
      .delete();
  }
  return changed.length + before.size > 0;
}

/** The region is the cluster's: cells of namespaces that are not derived follow it. */
export async function placeCells(
  trx: Knex.Transaction,
  clusterId: string,
  region: string,
): Promise<boolean> {
  const misplaced = () =>
    trx('cell').where({ cluster_id: clusterId }).whereNot({ region });
  if (!(await misplaced().first('region'))) return false;
  await misplaced().update({ region });
  return true;
}

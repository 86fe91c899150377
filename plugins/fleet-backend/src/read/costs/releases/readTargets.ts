import type { ReadContext, Row } from '../../types';
import { visibleOf } from '../../visible';

/** Where a component runs. */
export type Target = {
  clusterId: string;
  namespace: string;
  environment: string;
  /** How many replicas it should have; absent where nobody says it, or said it too long ago. */
  replicas?: number;
};

/** Where a component runs now, as far as the reader may see it. */
export async function readTargets(
  context: ReadContext,
  entityRef: string,
): Promise<Target[]> {
  const rows: Row[] = await visibleOf(
    context,
    context.knex('instance').where('instance.entity_ref', entityRef),
    'instance',
  )
    .leftJoin('cell', join => {
      void join
        .on('cell.cluster_id', 'instance.cluster_id')
        .on('cell.namespace', 'instance.namespace')
        .on('cell.entity_ref', 'instance.entity_ref');
    })
    .orderBy(['instance.cluster_id', 'instance.namespace'])
    .select(
      'instance.cluster_id',
      'instance.namespace',
      'instance.stale',
      'instance.data',
      'cell.environment',
    );
  return rows.map(row => {
    const { replicas }: { replicas?: { desired?: number } } = JSON.parse(
      row.data,
    );
    return {
      clusterId: row.cluster_id,
      namespace: row.namespace,
      environment: row.environment ?? 'unassigned',
      ...(!row.stale &&
        replicas?.desired !== undefined && { replicas: replicas.desired }),
    };
  });
}

import type { WorkloadFact } from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf, readCoverageIndex } from '../../coverage/coverageIndex';
import { findCluster } from '../../read/findCluster';
import type { ReadContext, Row } from '../../read/types';
import { visibleOf } from '../../read/visible';

/** The images of a workload as its cluster has it. */
export type SourceWorkload = {
  kind: string;
  namespace: string;
  name: string;
  images: WorkloadFact['images'];
  /** Why that is not known to be so now. */
  staleBecause?: string;
  confirmedAt?: string;
};

export type SourceImages = { cluster: string; workloads: SourceWorkload[] };

const MOST = 1000;

/**
 * What some workloads run on another cluster, as far as the reader may see it.
 *
 * @param names - of the workloads that are sought
 * @throws NotFoundError where the cluster is none, or hidden
 */
export async function readSourceImages(
  context: ReadContext,
  clusterId: string,
  names: readonly string[],
): Promise<SourceImages> {
  const { knex } = context;
  const cluster = await findCluster(context, clusterId, true);
  const rows: Row[] = await visibleOf(
    context,
    knex('workload')
      .where('workload.subject', cluster.id)
      // Whoever runs it has the last word on what it is.
      .where('workload.observer', cluster.id)
      .whereIn('workload.name', [...new Set(names)])
      .limit(MOST),
    'workload',
  ).select('workload.*');
  const coverage = await readCoverageIndex(context, rows);
  return {
    cluster: cluster.name,
    workloads: rows.map(row => {
      const { kind, namespace, name, images }: WorkloadFact = JSON.parse(
        row.data,
      );
      const { current, confirmedAt, reason } = currencyOf(row, coverage);
      return {
        kind,
        namespace,
        name,
        images,
        ...(current ? {} : { staleBecause: reason ?? 'it is not current' }),
        ...(confirmedAt ? { confirmedAt } : {}),
      };
    }),
  };
}

import type { ReadContext, Row } from '../../types';
import { selectSeries, type CostFilter } from '../selectSeries';

/** A workload that costs something, in one currency. */
export type SizingSeries = {
  id: number;
  clusterId: string;
  namespace: string;
  kind: string;
  name: string;
  /** Empty for none. */
  entityRef: string;
  owner: string;
  /** Empty where nobody says it. */
  money: string;
};

/** The workloads that pass a filter; sums of what costs little are no workloads. */
export async function readSizingSeries(
  context: ReadContext,
  filter: CostFilter,
): Promise<SizingSeries[]> {
  const rows: Row[] = await selectSeries(context, filter)
    .where('cost_series.share', 'used')
    .whereNot('cost_series.name', '')
    .select(
      'cost_series.id',
      'cost_series.cluster_id',
      'cost_series.namespace',
      'cost_series.kind',
      'cost_series.name',
      'cost_series.entity_ref',
      'cost_series.owner',
      'cost_series.money',
    );
  return rows.map(row => ({
    id: Number(row.id),
    clusterId: row.cluster_id,
    namespace: row.namespace,
    kind: row.kind,
    name: row.name,
    entityRef: row.entity_ref,
    owner: row.owner,
    money: row.money,
  }));
}

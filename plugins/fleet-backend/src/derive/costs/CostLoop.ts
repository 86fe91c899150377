import { ClusterLoop, type ClusterLoopOptions } from '../ClusterLoop';
import { clustersWithAny } from '../clustersWithAny';
import { deriveCosts } from './deriveCosts';

/** What costs are taken down from, and what belongs to somebody of what was. */
const TABLES = {
  allocation: 'subject = wanted_id',
  cost_series: 'cluster_id = wanted_id',
};

export type CostLoopOptions = Omit<
  ClusterLoopOptions,
  'marks' | 'wordsOf' | 'derive' | 'concerned'
>;

/** Takes down the costs of clusters that are marked, cluster by cluster. */
export class CostLoop extends ClusterLoop {
  constructor(options: CostLoopOptions) {
    super({
      ...options,
      marks: 'cost_mark',
      wordsOf: id => `The costs of cluster ${id} are taken down`,
      derive: deriveCosts,
      concerned: (knex, ids) => clustersWithAny(knex, TABLES, ids),
    });
  }
}

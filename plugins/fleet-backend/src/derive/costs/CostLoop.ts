import { ClusterLoop, type ClusterLoopOptions } from '../ClusterLoop';
import { deriveCosts } from './deriveCosts';

export type CostLoopOptions = Omit<
  ClusterLoopOptions,
  'marks' | 'wordsOf' | 'derive'
>;

/** Takes down the costs of clusters that are marked, cluster by cluster. */
export class CostLoop extends ClusterLoop {
  constructor(options: CostLoopOptions) {
    super({
      ...options,
      marks: 'cost_mark',
      wordsOf: id => `The costs of cluster ${id} are taken down`,
      derive: deriveCosts,
    });
  }
}

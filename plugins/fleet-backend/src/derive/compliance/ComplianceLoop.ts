import { ClusterLoop, type ClusterLoopOptions } from '../ClusterLoop';
import { deriveCompliance } from './deriveCompliance';

export type ComplianceLoopOptions = Omit<
  ClusterLoopOptions,
  'marks' | 'wordsOf' | 'derive'
>;

/** Adds up the findings of clusters that are marked, cluster by cluster. */
export class ComplianceLoop extends ClusterLoop {
  constructor(options: ComplianceLoopOptions) {
    super({
      ...options,
      marks: 'compliance_mark',
      wordsOf: id => `The findings of cluster ${id} are added up`,
      derive: deriveCompliance,
    });
  }
}

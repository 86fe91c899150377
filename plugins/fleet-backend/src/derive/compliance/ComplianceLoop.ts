import { ClusterLoop, type ClusterLoopOptions } from '../ClusterLoop';
import { clustersWithAny } from '../clustersWithAny';
import { deriveCompliance } from './deriveCompliance';

/** What findings are added up from, and what was. */
const TABLES = {
  finding: 'subject = wanted_id',
  fact: "subject = wanted_id and type = 'policy'",
  compliance_sum: 'cluster_id = wanted_id',
  policy_place: 'cluster_id = wanted_id',
  failing: 'cluster_id = wanted_id',
  finding_repeat: 'cluster_id = wanted_id',
  failure: 'cluster_id = wanted_id',
};

export type ComplianceLoopOptions = Omit<
  ClusterLoopOptions,
  'marks' | 'wordsOf' | 'derive' | 'concerned'
>;

/** Adds up the findings of clusters that are marked, cluster by cluster. */
export class ComplianceLoop extends ClusterLoop {
  constructor(options: ComplianceLoopOptions) {
    super({
      ...options,
      marks: 'compliance_mark',
      wordsOf: id => `The findings of cluster ${id} are added up`,
      derive: deriveCompliance,
      concerned: (knex, ids) => clustersWithAny(knex, TABLES, ids),
    });
  }
}

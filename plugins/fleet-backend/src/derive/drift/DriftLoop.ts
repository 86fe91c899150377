import type { LedgerRules } from '../../exceptions/ExceptionAccess';
import { ClusterLoop, type ClusterLoopOptions } from '../ClusterLoop';
import { deriveDrift } from './deriveDrift';
import type { DriftKinds } from './driftKindsOf';

export type DriftLoopOptions = Omit<
  ClusterLoopOptions,
  'marks' | 'wordsOf' | 'derive' | 'concerned'
> & {
  /** By which exceptions of the ledger are in force. */
  rules: LedgerRules;
  kinds: DriftKinds;
};

/** Looks what drifts on clusters that are marked, cluster by cluster. */
export class DriftLoop extends ClusterLoop {
  constructor({ rules, kinds, ...options }: DriftLoopOptions) {
    super({
      ...options,
      marks: 'drift_mark',
      wordsOf: id => `It is looked what drifts on cluster ${id}`,
      derive: given => deriveDrift({ ...given, rules, kinds }),
    });
  }
}

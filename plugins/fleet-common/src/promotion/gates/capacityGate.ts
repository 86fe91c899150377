import type { Gate } from './Gate';
import { gateOverTargets, type TargetFacts } from './gateOverTargets';

/**
 * What a cluster has room for.
 *
 * @public
 */
export type CapacityFact = {
  /** Of what, e.g. `cpu` in cores, `memory` in bytes, `pods`; at least one. */
  resources: readonly {
    resource: string;
    /** What the promotion takes more there, with what runs beside it while it comes. */
    needed?: number;
    /** What nodes and quotas leave, whichever is less. */
    free?: number;
  }[];
};

/**
 * Whether there is room for what comes, on all clusters that it goes to.
 *
 * @public
 */
export function capacityGate(facts: TargetFacts<CapacityFact>): Gate {
  return gateOverTargets('capacity', facts, ({ resources }) =>
    resources.map(({ resource, needed, free }) => {
      if (
        needed === undefined ||
        free === undefined ||
        Number.isNaN(needed) ||
        Number.isNaN(free)
      ) {
        return {
          key: `${resource} unknown`,
          status: 'unknown',
          text: `${resource}: ${
            free === undefined ? 'what is free' : 'what is needed'
          } is not known`,
        };
      }
      return {
        key: `${resource} ${needed} of ${free}`,
        status: needed <= free ? 'passed' : 'failed',
        text: `${resource}: ${needed} needed, ${free} free`,
      };
    }),
  );
}

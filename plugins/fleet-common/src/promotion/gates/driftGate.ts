import {
  type DriftClass,
  HEADLINE_DRIFT_CLASSES,
} from '../../drift/classes/driftClass';
import type { Gate, GateStatus } from './Gate';
import { gateOverTargets, type TargetFacts } from './gateOverTargets';

/**
 * What differs of what is promoted on a cluster, before it goes there.
 *
 * @public
 */
export type DriftGateFact = {
  /** Open episodes; empty only where it was compared, and nothing differs. */
  episodes: readonly {
    /** What it is of, e.g. `Deployment shop/cart`. */
    resource: string;
    class: DriftClass;
    firstObservedAt: number;
    /** What was last seen of it says nothing. */
    isUnconfirmed?: true;
    /** An exception of the ledger lets all of it be, see {@link coversDrift}. */
    isCovered?: true;
  }[];
};

function statusOf({
  class: driftClass,
  isUnconfirmed,
  isCovered,
}: DriftGateFact['episodes'][number]): GateStatus {
  if (isCovered) return 'passed';
  if (isUnconfirmed) return 'unknown';
  if (HEADLINE_DRIFT_CLASSES.includes(driftClass)) return 'failed';
  switch (driftClass) {
    // Its engine will bring it.
    case 'behind':
      return 'waiting';
    case 'controller':
    case 'admission':
    case 'defaulting':
      return 'passed';
    // It may be of any class.
    case 'unattributed':
    default:
      return 'unknown';
  }
}

/**
 * Whether nobody has changed by hand what a promotion would write over, on all clusters that
 * it goes to.
 *
 * @public
 */
export function driftGate(facts: TargetFacts<DriftGateFact>): Gate {
  return gateOverTargets('drift-free', facts, ({ episodes }) =>
    episodes.length === 0
      ? [{ key: 'in sync', status: 'passed', text: 'nothing differs' }]
      : episodes.map(episode => ({
          key: `${episode.resource} ${episode.class} ${episode.firstObservedAt}`,
          status: statusOf(episode),
          text: `${episode.resource}: ${episode.class}${
            episode.isCovered ? ', by an exception' : ''
          }${episode.isUnconfirmed ? ', not confirmed' : ''}`,
          since: episode.firstObservedAt,
        })),
  );
}

import type { Gate, GateStatus } from './Gate';
import {
  gateOverTargets,
  type Found,
  type TargetFacts,
} from './gateOverTargets';

/**
 * What a cluster answered, asked whether a release could go there.
 *
 * @public
 */
export type PreflightFact =
  | {
      checks: readonly {
        /** As the API calls it, e.g. `quota`. */
        kind: string;
        status: Exclude<GateStatus, 'waiting'>;
        reason: string;
      }[];
    }
  /** It will be, by itself. */
  | 'to-be-asked';

function foundOf(fact: PreflightFact, required: readonly string[]): Found[] {
  if (fact === 'to-be-asked') {
    return [{ key: 'to be asked', status: 'waiting', text: 'is to be asked' }];
  }
  return required.map(kind => {
    const check = fact.checks.find(each => each.kind === kind);
    const status = check?.status ?? 'unknown';
    const reason = check?.reason ?? 'was not looked at';
    return {
      // What is wrong is in it: another Secret that is missing is another thing.
      key: status === 'failed' ? `${kind} ${reason}` : `${kind} ${status}`,
      status,
      text: `${kind}: ${reason}`,
    };
  });
}

/**
 * Whether all clusters that a release goes to would take it, each asked itself.
 *
 * @param required - kinds of checks, each of which has to be passed; at least one
 * @public
 */
export function preflightGate(
  facts: TargetFacts<PreflightFact>,
  required: readonly string[],
): Gate {
  const gate = gateOverTargets('preflight', facts, fact =>
    foundOf(fact, required),
  );
  // Of what nobody has asked yet nobody can say that it does not matter.
  return gate.status === 'waiting' ? { ...gate, overridable: false } : gate;
}

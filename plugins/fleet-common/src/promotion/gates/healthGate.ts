import type { Health } from '../../states';
import type { Gate, GateStatus } from './Gate';
import { gateOverTargets, type TargetFacts } from './gateOverTargets';

/**
 * How what is promoted is on a cluster before it goes there.
 *
 * @public
 */
export type HealthFact =
  | { health: Health; /** When it became so. */ since?: number }
  /** The component is not there yet, which is proven. */
  | 'new';

/** A suspended delivery brings nothing until somebody resumes it. */
const STATUS: Record<Health, GateStatus> = {
  healthy: 'passed',
  suspended: 'failed',
  progressing: 'waiting',
  unknown: 'unknown',
  missing: 'failed',
  degraded: 'failed',
};

/**
 * Whether what is promoted is healthy on all clusters that it goes to, so that what comes
 * after it can be told to be of the release.
 *
 * @public
 */
export function healthGate(facts: TargetFacts<HealthFact>): Gate {
  return gateOverTargets('health', facts, fact =>
    fact === 'new'
      ? [
          {
            key: 'new',
            status: 'not-applicable',
            text: 'the component is not there yet',
          },
        ]
      : [
          {
            key: fact.health,
            status: STATUS[fact.health] ?? 'unknown',
            text: `is ${fact.health}`,
            ...(fact.since !== undefined && { since: fact.since }),
          },
        ],
  );
}

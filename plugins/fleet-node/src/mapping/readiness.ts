import { conditionOf, describeCondition } from './conditions';
import type { Condition } from './schemas';
import type { Verdict } from './verdict';

/**
 * What a controller that reports `Ready`, `Reconciling` and `Stalled` says.
 *
 * @public
 */
export type ReconciledObject = {
  generation: number | undefined;
  observedGeneration: number | undefined;
  conditions: readonly Condition[];
};

/**
 * Whether a condition speaks of the present specification. Such controllers set
 * `status.observedGeneration` only once they succeed or stall, so a condition's
 * own generation may be the newer of the two. Where neither is stated the
 * condition is taken at its word.
 *
 * @public
 */
export function isPresent(
  object: ReconciledObject,
  condition: Condition,
): boolean {
  const { generation, observedGeneration } = object;
  if (generation === undefined) return true;
  const stated = [condition.observedGeneration, observedGeneration].filter(
    value => value !== undefined,
  );
  return stated.length === 0 || Math.max(...stated) >= generation;
}

/**
 * The health of an object whose controller reports `Ready`, `Reconciling` and
 * `Stalled`, by name. Deletion and suspension are the caller's to check first.
 *
 * It follows kstatus (`sigs.k8s.io/cli-utils/pkg/kstatus`) with one difference:
 * what fails and is tried again is degraded, where kstatus calls it in progress.
 *
 * @param waitingReasons - reasons of `Ready=False` that mean waiting, not failing
 * @public
 */
export function readinessOf(
  object: ReconciledObject,
  waitingReasons: readonly string[] = [],
): Verdict {
  const { conditions, observedGeneration } = object;
  const ready = conditionOf(conditions, 'Ready');
  const stalled = conditionOf(conditions, 'Stalled');
  const reconciling = conditionOf(conditions, 'Reconciling');

  if (stalled?.status === 'True' && isPresent(object, stalled)) {
    return { health: 'degraded', message: describeCondition(stalled) };
  }
  if (!ready) {
    if (reconciling?.status === 'True') {
      return { health: 'progressing', message: describeCondition(reconciling) };
    }
    // -1 is what the API server writes before the controller has looked.
    return observedGeneration === -1
      ? { health: 'progressing', message: 'not reconciled yet' }
      : { health: 'unknown', message: 'no Ready condition' };
  }
  if (!isPresent(object, ready)) {
    return {
      health: 'progressing',
      message: `generation ${object.generation} is not reconciled yet`,
    };
  }
  if (ready.status === 'True') {
    return reconciling?.status === 'True'
      ? { health: 'progressing', message: describeCondition(reconciling) }
      : { health: 'healthy' };
  }
  if (ready.status === 'Unknown') {
    return { health: 'progressing', message: describeCondition(ready) };
  }
  if (ready.status !== 'False') {
    return {
      health: 'unknown',
      message: `Ready is neither True, False nor Unknown`,
    };
  }
  if (waitingReasons.includes(ready.reason ?? '')) {
    return { health: 'progressing', message: describeCondition(ready) };
  }
  return {
    health: 'degraded',
    message:
      reconciling?.status === 'True'
        ? `failing and retrying: ${describeCondition(ready)}`
        : describeCondition(ready),
  };
}

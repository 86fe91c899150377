import {
  BEING_DELETED,
  type Condition,
  conditionOf,
  describeCondition,
  type ObjectMetadata,
  readinessOf,
  type ReconciledObject,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';

/** `Ready=False` for these reasons means to wait for something else. */
const WAITING_REASONS = ['DependencyNotReady'];

/** What every kind of Flux says in the same fields. */
export type FluxObject = {
  metadata: ObjectMetadata;
  spec: { suspend: boolean | undefined } | undefined;
  status:
    | { observedGeneration: number | undefined; conditions: Condition[] }
    | undefined;
};

/** An object's generations and conditions, as readiness is told from them. */
export function reconciledObject(object: FluxObject): ReconciledObject {
  return {
    generation: object.metadata.generation,
    observedGeneration: object.status?.observedGeneration,
    conditions: object.status?.conditions ?? [],
  };
}

/**
 * The health of a Flux object. A suspended one keeps the conditions of its last
 * run and observes nothing, so these only serve as a message.
 */
export function readReconciled(object: FluxObject): Verdict {
  if (object.metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  const ready = conditionOf(object.status?.conditions, 'Ready');
  if (object.spec?.suspend) {
    return {
      health: 'suspended',
      message:
        ready && ready.status !== 'True'
          ? `suspended; last: ${describeCondition(ready)}`
          : 'suspended',
    };
  }
  if (!object.status) return { health: 'unknown', message: 'no status' };
  return readinessOf(reconciledObject(object), WAITING_REASONS);
}

/** The times of the conditions that tell the health. */
export function transitionTimes(object: FluxObject): (string | undefined)[] {
  return ['Ready', 'Reconciling', 'Stalled'].map(
    type => conditionOf(object.status?.conditions, type)?.lastTransitionTime,
  );
}

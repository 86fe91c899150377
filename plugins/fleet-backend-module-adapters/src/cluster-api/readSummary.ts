import { conditionOf } from '@fleetview/backstage-plugin-fleet-node';
import { nameCondition } from './readConditions';
import type { CapiCondition } from './schema';

/** A condition that a summary is made from. */
export type Part = {
  type: string;
  /** `True` is bad. */
  isNegative?: boolean;
  /** May be missing without harm. */
  isOptional?: boolean;
};

/** A gate of `spec.availabilityGates` or `spec.readinessGates` as such a part. */
export function partOfGate(gate: {
  conditionType: string;
  polarity?: string | undefined;
}): Part {
  return {
    type: gate.conditionType,
    isNegative: gate.polarity === 'Negative',
  };
}

/**
 * Sums conditions up as Cluster API's controllers do: one that is bad makes
 * `False`, else one that is unknown or not reported makes `Unknown`. For objects
 * that have the parts and not, or not yet, the sum.
 */
export function readSummary(
  type: string,
  conditions: readonly CapiCondition[],
  parts: readonly Part[],
): CapiCondition {
  const bad: string[] = [];
  const unknown: string[] = [];
  for (const part of parts) {
    const condition = conditionOf(conditions, part.type);
    if (!condition) {
      if (!part.isOptional) unknown.push(`${part.type}: not reported`);
    } else if (condition.status === (part.isNegative ? 'True' : 'False')) {
      bad.push(nameCondition(condition));
    } else if (condition.status !== (part.isNegative ? 'False' : 'True')) {
      unknown.push(nameCondition(condition));
    }
  }
  const [status, issues] = bad.length
    ? ['False', bad]
    : [unknown.length ? 'Unknown' : 'True', unknown];
  return {
    type,
    status,
    reason: undefined,
    message: issues.join('; ') || undefined,
    lastTransitionTime: undefined,
    lastUpdateTime: undefined,
    observedGeneration: undefined,
    severity: undefined,
  };
}

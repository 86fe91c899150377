import type {
  ComplianceAttributes,
  PolicyOnCluster,
} from '../units/complianceUnit';
import { policyKeyOf } from '../units/complianceUnit';

/**
 * What the rows and columns of a heatmap may be.
 *
 * @public
 */
export const COMPLIANCE_DIMENSIONS = [
  'cluster',
  'region',
  'environment',
  'owner',
  'system',
  'component',
  'policy',
  'control',
  'standard',
  'severity',
] as const;

/** @public */
export type ComplianceDimension = (typeof COMPLIANCE_DIMENSIONS)[number];

/** A value of a dimension; `undefined` for what has none. */
export type DimensionValue = string | undefined;

function someOf(values: readonly string[] | undefined): DimensionValue[] {
  return values && values.length > 0 ? [...new Set(values)] : [undefined];
}

/**
 * The values that something has of a dimension, each once: several of controls and
 * standards, one of all others.
 */
export function valuesOf(
  thing: PolicyOnCluster & ComplianceAttributes,
  dimension: ComplianceDimension,
): DimensionValue[] {
  switch (dimension) {
    case 'cluster':
      return [thing.cluster];
    case 'policy':
      return [policyKeyOf(thing)];
    case 'severity':
      return [thing.severity ?? 'unknown'];
    case 'control':
      return someOf(thing.controls);
    case 'standard':
      return someOf(thing.standards);
    default:
      return [thing[dimension]];
  }
}

/** In the order of the alphabet, what has no value last. */
export function compareValues(
  left: DimensionValue,
  right: DimensionValue,
): number {
  if (left === right) return 0;
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  return left < right ? -1 : 1;
}

import {
  type Condition,
  isPresent,
  type ObjectMetadata,
} from '@fleetview/backstage-plugin-fleet-node';

/**
 * Whether a condition speaks of an older specification. There is no
 * `status.observedGeneration` in these objects: each condition has its own, and
 * one that has none is taken at its word.
 */
export function isOutdated(
  { generation }: ObjectMetadata,
  condition: Condition,
): boolean {
  return !isPresent(
    { generation, observedGeneration: undefined, conditions: [] },
    condition,
  );
}

import type { FailedAnswer } from '@fleetview/backstage-plugin-fleet-node';
import type { AllocationAnswer } from './allocationAnswer';

/**
 * What answers call clusters, all of them together: whose cluster one is goes by how many
 * the tool knows of, and may not be different for its days and its hours.
 */
export function clusterNames(
  answers: readonly (AllocationAnswer | FailedAnswer)[],
): Set<string> {
  const names = new Set<string>();
  for (const answer of answers) {
    if ('failed' in answer) continue;
    for (const set of answer.data ?? []) {
      for (const row of Object.values(set ?? {})) {
        const { cluster } = Object(Object(row).properties);
        if (typeof cluster === 'string' && cluster) names.add(cluster);
      }
    }
  }
  return names;
}

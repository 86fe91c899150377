import type { Fact } from '@fleetview/backstage-plugin-fleet-common';

/**
 * Whether it is read why an object is not well: at once, if it stays so, not any
 * more, or as before.
 */
export function urgencyOf(
  facts: readonly Fact[],
): 'now' | 'later' | 'over' | 'keep' {
  const [fact] = facts;
  // What makes no facts any more has ended, as runs of schedules do.
  if (!fact) return 'over';
  if (fact.type !== 'workload') return 'keep';
  switch (fact.health) {
    case 'degraded':
      return 'now';
    case 'progressing':
      return 'later';
    case 'healthy':
    case 'suspended':
      return 'over';
    default:
      // Of one of which nothing is known nobody says that it is well.
      return 'keep';
  }
}

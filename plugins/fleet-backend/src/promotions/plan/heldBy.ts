import type { FleetPlanHeld } from '@fleetview/backstage-plugin-fleet-common';
import type { MadePlan } from '../types';

/** Why a plan is not to be carried out, with what Git has to say to it; empty where it is. */
export function heldBy({ plan, problems, commits }: MadePlan): FleetPlanHeld[] {
  const held: FleetPlanHeld[] = [...plan.because];
  if (!plan.items.some(({ mayMove }) => mayMove)) return held;
  if (commits.length === 0) held.push('no-commit');
  for (const because of ['no-path', 'shared-path'] as const) {
    if (problems.some(each => each.because === because)) held.push(because);
  }
  return held;
}

import type {
  Instance,
  MemberState,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  stateOfInstance,
  urgencyOf,
  type Status,
} from '@fleetview/backstage-plugin-fleet-react';

/** How many instances are in one state, as their rows show it. */
export interface InstanceCount {
  status: Pick<Status, 'key' | 'stale'>;
  /** The state of a release, where it is one. */
  member?: MemberState;
  count: number;
}

/** Instances by the state that their rows show, most urgent first. */
export function countsOfInstances(
  instances: readonly Instance[],
): InstanceCount[] {
  const counts = new Map<string, InstanceCount>();
  for (const instance of instances) {
    const shown = stateOfInstance(instance);
    const { key, stale } = shown.status;
    const member = shown.kind === 'member' ? shown.member.state : undefined;
    const id = JSON.stringify([key, stale, member]);
    const known = counts.get(id);
    if (known) known.count += 1;
    else counts.set(id, { status: { key, stale }, member, count: 1 });
  }
  return [...counts.values()].sort(
    (left, right) => rankOf(left) - rankOf(right),
  );
}

/** What is stale comes after what is known to be so. */
function rankOf({ status }: InstanceCount): number {
  return (
    urgencyOf(status.stale ? 'unknown' : status.key) + (status.stale ? 0.5 : 0)
  );
}

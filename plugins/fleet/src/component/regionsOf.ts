import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import {
  groupByRegion,
  stateOfInstance,
  UNASSIGNED,
  urgencyOf,
  urgencyOfInstance,
  type MemberState,
  type Status,
} from '@fleetview/backstage-plugin-fleet-react';

/** How many instances of a region are in one state, as their rows show it. */
export interface RegionCount {
  status: Pick<Status, 'key' | 'stale'>;
  /** The state of a release, where it is one. */
  member?: MemberState;
  count: number;
}

/** The instances of one region, the worst first. */
export interface Region {
  region: string;
  rows: Instance[];
  /** Most urgent first. */
  counts: RegionCount[];
}

/**
 * Instances by region: the region with the worst of them first, and the worst
 * first within each; what is as bad as another by name.
 */
export function regionsOf(instances: readonly Instance[]): Region[] {
  return groupByRegion(instances)
    .map(({ key, items }) => {
      const rows = [...items].sort(
        (left, right) =>
          urgencyOfInstance(left) - urgencyOfInstance(right) ||
          compareNames(left.cluster.name, right.cluster.name) ||
          compareNames(left.namespace, right.namespace),
      );
      return { region: key, rows, counts: countsOf(items) };
    })
    .sort(
      (left, right) =>
        urgencyOfInstance(left.rows[0]) - urgencyOfInstance(right.rows[0]) ||
        Number(left.region === UNASSIGNED) -
          Number(right.region === UNASSIGNED) ||
        compareNames(left.region, right.region),
    );
}

function countsOf(instances: readonly Instance[]): RegionCount[] {
  const counts = new Map<string, RegionCount>();
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
function rankOf({ status }: RegionCount): number {
  return (
    urgencyOf(status.stale ? 'unknown' : status.key) + (status.stale ? 0.5 : 0)
  );
}

function compareNames(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}

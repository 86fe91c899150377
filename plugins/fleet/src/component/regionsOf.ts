import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import {
  groupByRegion,
  UNASSIGNED,
  urgencyOfInstance,
} from '@fleetview/backstage-plugin-fleet-react';
import {
  countsOfInstances,
  type InstanceCount,
} from '../instances/countsOfInstances';

/** The instances of one region, the worst first. */
export interface Region {
  region: string;
  rows: Instance[];
  /** Most urgent first. */
  counts: InstanceCount[];
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
      return { region: key, rows, counts: countsOfInstances(items) };
    })
    .sort(
      (left, right) =>
        urgencyOfInstance(left.rows[0]) - urgencyOfInstance(right.rows[0]) ||
        Number(left.region === UNASSIGNED) -
          Number(right.region === UNASSIGNED) ||
        compareNames(left.region, right.region),
    );
}

function compareNames(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}

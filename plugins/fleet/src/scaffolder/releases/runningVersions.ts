import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import { groupBy } from '@fleetview/backstage-plugin-fleet-react';
import {
  countsOfInstances,
  type InstanceCount,
} from '../../instances/countsOfInstances';

/** A version in one environment. */
export interface VersionPlace {
  environment: string;
  clusters: number;
  /** How the instances are, the most urgent first. */
  counts: InstanceCount[];
}

/** A version that runs somewhere. */
export interface RunningVersion {
  version: string;
  places: VersionPlace[];
}

/**
 * The versions that run, the highest first, and how each is where it runs; and how
 * many instances tell no version.
 *
 * @param environments - where a version has to run to count; anywhere where absent
 */
export function runningVersions(
  instances: readonly Instance[],
  environments?: readonly string[],
): { versions: RunningVersion[]; untold: number } {
  const told = instances.filter(({ version }) => version.actual);
  const versions = groupBy(told, ({ version }) => version.actual ?? '')
    .map(({ key, items }) => ({ version: key, places: placesOf(items) }))
    .filter(
      ({ places }) =>
        !environments ||
        places.some(({ environment }) => environments.includes(environment)),
    )
    .reverse();
  return { versions, untold: instances.length - told.length };
}

function placesOf(instances: readonly Instance[]): VersionPlace[] {
  return groupBy(instances, ({ environment }) => environment).map(
    ({ key, items }) => ({
      environment: key,
      clusters: new Set(items.map(({ cluster }) => cluster.id)).size,
      counts: countsOfInstances(items),
    }),
  );
}

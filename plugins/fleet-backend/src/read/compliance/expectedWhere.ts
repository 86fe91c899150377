import {
  expectedClusters,
  type ComplianceSettings,
  type ExpectationBasis,
  type PlacedPolicy,
} from '@fleetview/backstage-plugin-fleet-common';
import type { AskedCluster } from './askedClusters';

/** A policy, and all that says where it is expected. */
export type KnownPolicy = Omit<PlacedPolicy, 'placementTotal'> & {
  /** How many more its hubs count on clusters that nobody names. */
  unnamed: number;
  /** Ids of the clusters of which the hubs that place it speak. */
  speaksOf?: ReadonlySet<string>;
};

/**
 * On which of the clusters that are asked about a policy is expected, and what says so. Hubs
 * that place it decide for the clusters that they know; on those of others it is expected as
 * if nobody placed it: where configuration expects it, else where it was last seen.
 */
export function expectedWhere(
  { speaksOf, unnamed, ...policy }: KnownPolicy,
  clusters: readonly AskedCluster[],
  settings: Pick<ComplianceSettings, 'expectations'>,
): { cluster: string; basis: ExpectationBasis }[] {
  const { basis, clusters: ids } = expectedClusters(policy, clusters, settings);
  const found = ids.map(cluster => ({ cluster, basis }));
  if (!speaksOf) return found;
  const placed = new Set(ids);
  const isElsewhere = (id: string) => !speaksOf.has(id) && !placed.has(id);
  const { placement: _, ...unplaced } = policy;
  const elsewhere = expectedClusters(
    { ...unplaced, lastKnown: policy.lastKnown.filter(isElsewhere) },
    clusters.filter(({ id }) => isElsewhere(id)),
    settings,
  );
  return [
    ...found,
    ...elsewhere.clusters.map(cluster => ({
      cluster,
      basis: elsewhere.basis,
    })),
  ];
}

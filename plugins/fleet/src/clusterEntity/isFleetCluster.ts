import type { Entity } from '@backstage/catalog-model';
import { ANNOTATION_CLUSTER_ID } from '@fleetview/backstage-plugin-fleet-common';

/** Entities that are clusters of the fleet, as a filter of the new front-end system. */
export const CLUSTER_FILTER = {
  kind: 'resource',
  'spec.type': 'kubernetes-cluster',
  [`metadata.annotations.${ANNOTATION_CLUSTER_ID}`]: { $exists: true },
};

/**
 * The id of the cluster that an entity is; `undefined` for one that is none.
 */
export function clusterIdOf(entity: Entity): string | undefined {
  const isCluster =
    entity.kind.toLocaleLowerCase('en') === 'resource' &&
    entity.spec?.type === 'kubernetes-cluster';
  return isCluster
    ? entity.metadata.annotations?.[ANNOTATION_CLUSTER_ID]
    : undefined;
}

/**
 * Whether an entity is a cluster of the fleet, for the older front-end system.
 *
 * @public
 */
export function isFleetCluster(entity: Entity): boolean {
  return clusterIdOf(entity) !== undefined;
}

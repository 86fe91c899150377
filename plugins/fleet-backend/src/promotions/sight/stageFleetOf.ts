import {
  placeClusters,
  type Stage,
  type StageCluster,
} from '@fleetview/backstage-plugin-fleet-common';
import { trustedAttributes } from '../../permissions/subjects';
import type { FleetSnapshot } from '../../read/fleet';
import { isComplete } from '../../read/fleetCoverage';
import type { Row } from '../../read/types';
import type { StageFleet } from '../types';

/**
 * The clusters of a snapshot by the stages that they are in: by what an operator, a hub or a
 * catalog that is trusted says of them, as permissions go by it.
 */
export function stageFleetOf(
  fleet: Pick<FleetSnapshot, 'clusters' | 'byId'>,
  stages: readonly Stage[],
): StageFleet {
  return {
    staged: placeClusters(stages, fleet.clusters.map(toStageCluster)),
    byId: fleet.byId,
    complete: new Set(fleet.clusters.filter(isComplete).map(({ id }) => id)),
  };
}

/** A cluster as stages go by it. */
export function toStageCluster(row: Row): StageCluster {
  return { id: row.id, name: row.name, ...trustedAttributes(row) };
}

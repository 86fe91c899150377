import {
  placeClusters,
  type StageCluster,
} from '@fleetview/backstage-plugin-fleet-common';
import type { PromotionConfig } from '../../config/promotionSchema';
import { trustedAttributes } from '../../permissions/subjects';
import type { FleetSnapshot } from '../../read/fleet';
import { isComplete } from '../../read/fleetCoverage';
import type { Row } from '../../read/types';
import type { StageFleet } from '../types';

type Snapshot = Pick<FleetSnapshot, 'clusters' | 'byId'>;

/**
 * The clusters of a snapshot by the configured stages that they are in: by what an operator, a
 * hub or a catalog that is trusted says of them, as permissions go by it.
 */
export function stageFleetOf(
  fleet: Snapshot,
  { stages, stageProblems }: Pick<PromotionConfig, 'stages' | 'stageProblems'>,
): StageFleet {
  return {
    staged: placeClusters(stages, fleet.clusters.map(toStageCluster)),
    problems: stageProblems,
    isBySteps: false,
    ...knownOf(fleet),
  };
}

/** What is known of each cluster of a snapshot. */
export function knownOf(
  fleet: Snapshot,
): Pick<StageFleet, 'byId' | 'complete'> {
  return {
    byId: fleet.byId,
    complete: new Set(fleet.clusters.filter(isComplete).map(({ id }) => id)),
  };
}

/** A cluster as stages go by it. */
export function toStageCluster(row: Row): StageCluster {
  return { id: row.id, name: row.name, ...trustedAttributes(row) };
}

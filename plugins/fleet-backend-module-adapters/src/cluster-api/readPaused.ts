import {
  conditionOf,
  type ObjectMetadata,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import type { CapiCondition } from './schema';

const PAUSED_ANNOTATION = 'cluster.x-k8s.io/paused';

/** Whether somebody else than `spec.paused` says that nothing is to be done. */
export function hasPausedAnnotation(
  metadata: Pick<ObjectMetadata, 'annotations'>,
): boolean {
  return PAUSED_ANNOTATION in metadata.annotations;
}

/**
 * Whether nothing is done for an object at present: it says so itself, carries
 * the annotation, or its controller says that its cluster is paused.
 */
export function readPaused(
  metadata: ObjectMetadata,
  paused: boolean | undefined,
  conditions: readonly CapiCondition[],
): boolean {
  return (
    paused === true ||
    hasPausedAnnotation(metadata) ||
    conditionOf(conditions, 'Paused')?.status === 'True'
  );
}

/** The verdict on what is paused, with what the controller says of it. */
export function pausedVerdict(conditions: readonly CapiCondition[]): Verdict {
  const paused = conditionOf(conditions, 'Paused');
  return {
    health: 'suspended',
    message:
      paused?.status === 'True' && paused.message
        ? `paused: ${paused.message}`
        : 'paused',
  };
}

import type { ClusterLifecycle } from '@fleetview/backstage-plugin-fleet-common';
import { type ConditionSets, readFailure } from './readConditions';
import { readEndpoint } from './readEndpoint';
import { isUpgrading } from './readTopology';
import type { ClusterObject } from './schema';

const PHASES: Record<string, ClusterLifecycle> = {
  Pending: 'pending',
  Provisioning: 'provisioning',
  Provisioned: 'provisioned',
  Deleting: 'deleting',
  Failed: 'failed',
  Unknown: 'unknown',
};

/**
 * The phase as Cluster API's controller tells it: by what it has made so far. For
 * a status that has no phase.
 */
function phaseOfProgress({ spec, status }: ClusterObject): ClusterLifecycle {
  if (!status) return 'unknown';
  const isProvisioned =
    status.initialization?.infrastructureProvisioned ??
    status.infrastructureReady ??
    false;
  if (isProvisioned && readEndpoint(spec?.controlPlaneEndpoint)) {
    return 'provisioned';
  }
  // A cluster of v1beta1 may refer to infrastructure that has no name yet.
  return isProvisioned || spec?.infrastructureRef || spec?.topology
    ? 'provisioning'
    : 'pending';
}

/** The phase, apart from pause and upgrade: how far a cluster has come. */
export function readPhase(cluster: ClusterObject): ClusterLifecycle {
  const { metadata, status } = cluster;
  if (metadata.deletionTimestamp !== undefined) return 'deleting';
  if (readFailure(status)) return 'failed';
  if (!status?.phase) return phaseOfProgress(cluster);
  return Object.hasOwn(PHASES, status.phase) ? PHASES[status.phase] : 'unknown';
}

/** Where a cluster is between being asked for and being gone. */
export function readLifecycle(
  cluster: ClusterObject,
  sets: ConditionSets,
  paused: boolean,
): ClusterLifecycle {
  const phase = readPhase(cluster);
  if (phase === 'deleting' || phase === 'failed') return phase;
  if (paused) return 'paused';
  return phase === 'provisioned' && isUpgrading(cluster, sets)
    ? 'upgrading'
    : phase;
}

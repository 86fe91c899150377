import {
  conditionOf,
  type MapContext,
  type Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readConditions } from './readConditions';
import { readCounts } from './readCounts';
import { readPaused } from './readPaused';
import { readPool } from './readPool';
import { type PoolStatement, readPoolVerdict } from './readPoolVerdict';
import type { KubeadmControlPlaneObject } from './schema';

/**
 * What a KubeadmControlPlane says of its machines.
 *
 * @param version - that it was read in
 */
export function readKubeadmControlPlane(
  { metadata, spec, status }: KubeadmControlPlaneObject,
  version: string,
): PoolStatement {
  const sets = readConditions(status, version);
  return {
    metadata,
    status,
    sets,
    paused: readPaused(metadata, undefined, sets.current),
    replicas: readCounts(spec?.replicas, status, version, [
      'replicas',
      'readyReplicas',
      'updatedReplicas',
    ]),
    summaries: { current: 'Available', old: 'Ready' },
    // One member less of three and etcd is still available: for how long?
    worries: [
      'CertificatesAvailable',
      'EtcdClusterHealthy',
      'ControlPlaneComponentsHealthy',
    ],
    isBegun:
      status?.initialization?.controlPlaneInitialized ??
      status?.initialized ??
      conditionOf(sets.current, 'Initialized')?.status === 'True',
    isStrict: true,
  };
}

export function mapKubeadmControlPlane(
  controlPlane: KubeadmControlPlaneObject,
  context: MapContext,
): Mapped {
  const { spec, status } = controlPlane;
  const statement = readKubeadmControlPlane(
    controlPlane,
    context.source.version,
  );
  return readPool(
    {
      ...statement,
      clusterName: undefined,
      role: 'control-plane',
      verdict: readPoolVerdict(statement),
      version: status?.version,
      desiredVersion: spec?.version,
    },
    context,
  );
}

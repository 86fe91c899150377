import {
  conditionOf,
  type MapContext,
  type Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readConditions } from './readConditions';
import { readCounts } from './readCounts';
import { readPaused } from './readPaused';
import { readPool } from './readPool';
import { readPoolVerdict } from './readPoolVerdict';
import type { KubeadmControlPlaneObject } from './schema';

export function mapKubeadmControlPlane(
  controlPlane: KubeadmControlPlaneObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = controlPlane;
  const { version } = context.source;
  const sets = readConditions(status, version);
  const paused = readPaused(metadata, undefined, sets.current);
  const replicas = readCounts(spec?.replicas, status, version, [
    'replicas',
    'readyReplicas',
    'updatedReplicas',
  ]);
  const isBegun =
    status?.initialization?.controlPlaneInitialized ??
    status?.initialized ??
    conditionOf(sets.current, 'Initialized')?.status === 'True';
  return readPool(
    {
      metadata,
      clusterName: undefined,
      sets,
      role: 'control-plane',
      verdict: readPoolVerdict({
        metadata,
        status: status && { ...status, phase: undefined },
        sets,
        paused,
        replicas,
        summaries: { current: 'Available', old: 'Ready' },
        // One member less of three and etcd is still available: for how long?
        worries: [
          'CertificatesAvailable',
          'EtcdClusterHealthy',
          'ControlPlaneComponentsHealthy',
        ],
        isBegun,
        isStrict: true,
      }),
      paused,
      replicas,
      version: status?.version,
      desiredVersion: spec?.version,
    },
    context,
  );
}

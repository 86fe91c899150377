import type {
  MapContext,
  Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readConditions } from './readConditions';
import { readCounts } from './readCounts';
import { readPaused } from './readPaused';
import { readPool } from './readPool';
import { readPoolVerdict } from './readPoolVerdict';
import { presentVersion } from './readVersion';
import type { MachineDeploymentObject } from './schema';

export function mapMachineDeployment(
  deployment: MachineDeploymentObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = deployment;
  const { version } = context.source;
  const sets = readConditions(status, version);
  const paused = readPaused(metadata, spec?.paused, sets.current);
  const replicas = readCounts(spec?.replicas, status, version, [
    'replicas',
    'readyReplicas',
    'availableReplicas',
    'updatedReplicas',
  ]);
  const desiredVersion = spec?.template?.spec?.version;
  return readPool(
    {
      metadata,
      clusterName: spec?.clusterName,
      sets,
      role: 'worker',
      verdict: readPoolVerdict({
        metadata,
        status,
        sets,
        paused,
        replicas,
        summaries: { current: 'Available', old: 'Available' },
      }),
      paused,
      replicas,
      version: presentVersion(status?.versions, replicas, desiredVersion),
      desiredVersion,
    },
    context,
  );
}

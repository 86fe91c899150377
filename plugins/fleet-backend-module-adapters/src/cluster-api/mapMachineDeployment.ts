import type {
  MapContext,
  Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readConditions } from './readConditions';
import { readCounts } from './readCounts';
import { readPaused } from './readPaused';
import { readPool } from './readPool';
import { type PoolStatement, readPoolVerdict } from './readPoolVerdict';
import { presentVersion } from './readVersion';
import type { MachineDeploymentObject } from './schema';

/**
 * What a MachineDeployment says of its machines.
 *
 * @param version - that it was read in
 */
export function readMachineDeployment(
  { metadata, spec, status }: MachineDeploymentObject,
  version: string,
): PoolStatement {
  const sets = readConditions(status, version);
  return {
    metadata,
    status,
    sets,
    paused: readPaused(metadata, spec?.paused, sets.current),
    replicas: readCounts(spec?.replicas, status, version, [
      'replicas',
      'readyReplicas',
      'availableReplicas',
      'updatedReplicas',
    ]),
    summaries: { current: 'Available', old: 'Available' },
  };
}

export function mapMachineDeployment(
  deployment: MachineDeploymentObject,
  context: MapContext,
): Mapped {
  const { spec, status } = deployment;
  const statement = readMachineDeployment(deployment, context.source.version);
  const desiredVersion = spec?.template?.spec?.version;
  return readPool(
    {
      ...statement,
      clusterName: spec?.clusterName,
      role: 'worker',
      verdict: readPoolVerdict(statement),
      version: presentVersion(
        status?.versions,
        statement.replicas,
        desiredVersion,
      ),
      desiredVersion,
    },
    context,
  );
}

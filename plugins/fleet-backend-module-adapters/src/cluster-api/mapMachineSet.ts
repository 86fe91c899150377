import type {
  MapContext,
  Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readConditions } from './readConditions';
import { readCounts } from './readCounts';
import { readPaused } from './readPaused';
import { PART_LABELS, readPool } from './readPool';
import { readPoolVerdict } from './readPoolVerdict';
import { lowestVersion } from './readVersion';
import type { MachineSetObject } from './schema';

/** What a MachineDeployment leaves behind of each former template. */
function isLeftOver({ metadata, spec, status }: MachineSetObject): boolean {
  return (
    metadata.deletionTimestamp === undefined &&
    metadata.ownerReferences.some(({ kind }) => kind === 'MachineDeployment') &&
    spec?.replicas === 0 &&
    status !== undefined &&
    !status.replicas
  );
}

export function mapMachineSet(
  machineSet: MachineSetObject,
  context: MapContext,
): Mapped {
  if (isLeftOver(machineSet)) {
    return {
      skipped: 'irrelevant',
      detail: 'a former template of its MachineDeployment, without machines',
    };
  }
  const { metadata, spec, status } = machineSet;
  const { version } = context.source;
  const sets = readConditions(status, version);
  const paused = readPaused(metadata, undefined, sets.current);
  const replicas = readCounts(spec?.replicas, status, version, [
    'replicas',
    'readyReplicas',
    'availableReplicas',
  ]);
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
        summaries: { old: 'Ready' },
      }),
      paused,
      replicas,
      version: lowestVersion(
        status?.versions.map(entry => entry.version) ?? [],
      ),
      desiredVersion: spec?.template?.spec?.version,
      labels: PART_LABELS,
    },
    context,
  );
}

import type {
  MapContext,
  Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readConditions } from './readConditions';
import { readCounts } from './readCounts';
import { readPaused } from './readPaused';
import { readPool } from './readPool';
import { readPoolVerdict } from './readPoolVerdict';
import { lowestVersion } from './readVersion';
import type { MachinePoolObject } from './schema';

export function mapMachinePool(
  pool: MachinePoolObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = pool;
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
        summaries: { current: 'Available', old: 'Ready' },
      }),
      paused,
      replicas,
      // A provider replaces machines in its own time: the template says only where to.
      version: lowestVersion(
        status?.versions.map(entry => entry.version) ?? [],
      ),
      desiredVersion: spec?.template?.spec?.version,
    },
    context,
  );
}

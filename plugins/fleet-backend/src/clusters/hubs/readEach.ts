import type {
  ClusterRecord,
  ConfigurationProblem,
} from '@fleetview/backstage-plugin-fleet-node';
import type { KubernetesObject } from '@fleetview/kube-watch';
import type { HubConfig } from '../../config/FleetConfig';
import type { HubReading } from './HubReader';

/** Reads objects one by one: one that cannot be understood is a problem, and the others count. */
export function readEach(
  hub: HubConfig,
  objects: KubernetesObject[],
  read: (
    object: KubernetesObject,
  ) => { record: ClusterRecord } | { self: true } | { problem: string },
): HubReading {
  const records = new Map<string, ClusterRecord>();
  const problems: ConfigurationProblem[] = [];
  for (const object of objects) {
    const result = read(object);
    const problem = (message: string) =>
      problems.push({
        key: hub.key,
        value: hub.cluster,
        message: `${object.kind} '${object.metadata.name}' ${message}; its cluster is left out`,
      });
    if ('problem' in result) problem(result.problem);
    else if ('record' in result) {
      const { name } = result.record;
      if (records.has(name)) {
        problem(
          `names a cluster '${name.slice(0, 100)}' that another one names`,
        );
      } else records.set(name, result.record);
    }
  }
  return { records: [...records.values()], problems };
}

import type { Alert } from '@fleetview/backstage-plugin-fleet-common';

/** What an alert is about; undefined where that is the cluster as a whole. */
export function aboutOf({
  namespace,
  workload,
  pod,
}: Pick<Alert, 'namespace' | 'workload' | 'pod'>): string | undefined {
  if (namespace === undefined) return undefined;
  if (workload) return `${workload.kind} ${namespace}/${workload.name}`;
  return pod === undefined ? namespace : `Pod ${namespace}/${pod}`;
}

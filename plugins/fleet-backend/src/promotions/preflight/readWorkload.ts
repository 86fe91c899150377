import {
  KubernetesError,
  objectPath,
  type KubernetesClient,
} from '@fleetview/kube-watch';
import type { Json } from '../../preflight';
import type { TargetWorkload } from './PreflightTarget';

const RESOURCES: Readonly<
  Record<string, { group: string; version: string; plural: string }>
> = {
  Deployment: { group: 'apps', version: 'v1', plural: 'deployments' },
  StatefulSet: { group: 'apps', version: 'v1', plural: 'statefulsets' },
  DaemonSet: { group: 'apps', version: 'v1', plural: 'daemonsets' },
  CronJob: { group: 'batch', version: 'v1', plural: 'cronjobs' },
  Rollout: { group: 'argoproj.io', version: 'v1alpha1', plural: 'rollouts' },
};

/** A workload as its cluster has it now; nothing where it has none. @throws KubernetesError */
export async function readWorkload(
  client: Pick<KubernetesClient, 'getJson'>,
  { kind, namespace, name }: TargetWorkload,
  signal: AbortSignal,
): Promise<Json | undefined> {
  const resource = RESOURCES[kind];
  try {
    const object = await client.getJson(
      objectPath({ ...resource, kind }, { namespace, name }),
      { signal },
    );
    const { group, version } = resource;
    // Of one object a server need not say what it is.
    return {
      ...object,
      apiVersion: group ? `${group}/${version}` : version,
      kind,
    };
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}

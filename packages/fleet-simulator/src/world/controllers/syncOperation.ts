import { JsonObject, KubernetesObject } from '../../types';
import { ApplicationResource, OperationState } from '../kinds';

/** How Argo CD names an object; the core group is left out. */
export function resourceKey(
  object: KubernetesObject,
): Omit<ApplicationResource, 'status'> {
  const [group, version] = object.apiVersion.includes('/')
    ? object.apiVersion.split('/')
    : ['', object.apiVersion];
  return {
    ...(group && { group }),
    version,
    kind: object.kind,
    namespace: object.metadata.namespace,
    name: object.metadata.name,
  };
}

function appliedMessage({ apiVersion, kind, metadata }: KubernetesObject) {
  return `${kind.toLowerCase()}.${apiVersion.split('/')[0]}/${
    metadata.name
  } serverside-applied`;
}

/** When an operation is tried again: after 5 s, then after twice as long each time. */
export function retryTime({
  startedAt,
  retryCount = 0,
}: OperationState): number {
  return Date.parse(startedAt) + 5000 * (2 ** retryCount - 1);
}

/** A time of day as Argo CD writes it: `3:04PM`. */
export function kitchenTime(time: number): string {
  const date = new Date(time);
  const hours = date.getUTCHours();
  const minutes = String(date.getUTCMinutes()).padStart(2, '0');
  return `${hours % 12 || 12}:${minutes}${hours < 12 ? 'AM' : 'PM'}`;
}

/**
 * What the result of a sync says of one object.
 *
 * @param refusal - why the API server did not take it
 */
export function syncedResource(
  manifest: KubernetesObject,
  refusal?: string,
): JsonObject {
  const isRefused = refusal !== undefined;
  return {
    // Required here, other than among the resources of the status.
    group: '',
    ...resourceKey(manifest),
    status: isRefused ? 'SyncFailed' : 'Synced',
    hookPhase: isRefused ? 'Failed' : 'Running',
    syncPhase: 'Sync',
    message: refusal ?? appliedMessage(manifest),
  };
}

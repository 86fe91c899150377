import { isJsonObject, JsonObject, KubernetesObject } from '../../types';
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

const SELF_HEAL_MAXIMUM_MS = 300_000;

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

/**
 * What the result of a sync says of an object that nothing wants any more.
 *
 * @param isPruned - whether the sync was to take such things away
 */
export function prunedResource(
  live: KubernetesObject,
  isPruned: boolean,
): JsonObject {
  return {
    group: '',
    ...resourceKey(live),
    status: isPruned ? 'Pruned' : 'PruneSkipped',
    hookPhase: 'Succeeded',
    syncPhase: 'Sync',
    message: isPruned ? 'pruned' : 'ignored (requires pruning)',
  };
}

/** One entry of `operation.sync.resources`. */
export type SyncSelection = {
  group?: string;
  kind: string;
  name: string;
  namespace?: string;
};

/** The resources that an operation is for alone; all if it names none. */
export function selectionOf({
  operation,
}: OperationState): SyncSelection[] | undefined {
  const sync = isJsonObject(operation.sync) ? operation.sync : {};
  return Array.isArray(sync.resources) && sync.resources.length > 0
    ? (sync.resources.filter(isJsonObject) as SyncSelection[])
    : undefined;
}

/** Whether an operation is for an object: a selection may leave the namespace out. */
export function isSelected(
  object: KubernetesObject,
  selection: readonly SyncSelection[] | undefined,
): boolean {
  if (!selection) return true;
  const { group = '', kind, name, namespace } = resourceKey(object);
  return selection.some(
    each =>
      (each.group ?? '') === group &&
      each.kind === kind &&
      each.name === name &&
      (!each.namespace || each.namespace === namespace),
  );
}

/** How long Argo CD waits after it has healed so many times in a row: 2 s, three times as long each time, at most 300 s. */
export function selfHealDelay(attempts: number): number {
  return attempts === 0
    ? 0
    : Math.min(2000 * 3 ** (attempts - 1), SELF_HEAL_MAXIMUM_MS);
}

import type { ObjectStore } from '../../store/ObjectStore';
import type { KubernetesObject, ManagedFieldsEntry } from '../../types';

export const KUSTOMIZE_MANAGER = 'kustomize-controller';
const GROUP = 'kustomize.toolkit.fluxcd.io';

/** Whether a label or an annotation says so. */
function says(
  object: KubernetesObject | undefined,
  key: string,
  value: string,
): boolean {
  const { labels, annotations } = object?.metadata ?? {};
  const of = (map: Record<string, string> | undefined) =>
    map?.[`${GROUP}/${key}`]?.toLowerCase() === value.toLowerCase();
  return of(labels) || of(annotations);
}

/**
 * Whose fields kustomize-controller takes over before it applies: kubectl's, those of
 * before server-side apply, and its own from updates. (`fieldManagers` of `apply` in
 * its kustomization_controller.go; they are matched by prefix, without subresources.)
 */
function isTakenOver({
  manager,
  operation,
  subresource,
}: ManagedFieldsEntry): boolean {
  if (subresource) return false;
  if (manager.startsWith('kubectl')) return true;
  return (
    operation === 'Update' &&
    (manager.startsWith('before-first-apply') ||
      manager.startsWith(KUSTOMIZE_MANAGER))
  );
}

/** Whether kustomize-controller lets an object be. `reconcile: disabled` counts on either side, the others as Git has it. */
export function isLeftAlone(
  manifest: KubernetesObject,
  live: KubernetesObject | undefined,
): boolean {
  const isExcluded = (object: KubernetesObject | undefined) =>
    says(object, 'reconcile', 'disabled') || says(object, 'ssa', 'ignore');
  if (isExcluded(manifest) || isExcluded(live)) return true;
  return live !== undefined && says(manifest, 'ssa', 'IfNotPresent');
}

/** Applies one object as kustomize-controller does; with `ssa: Merge` what others have added stays. */
export function kustomizeApply(
  store: ObjectStore,
  manifest: KubernetesObject,
): void {
  store.serverSideApply(
    manifest,
    KUSTOMIZE_MANAGER,
    says(manifest, 'ssa', 'Merge') ? undefined : isTakenOver,
  );
}

import type { ObjectReference } from '../../../store/ObjectStore';
import type { KubernetesObject } from '../../../types';
import { ownersOf } from '../../../store/managedFields';
import type { Instance } from '../../Instance';

/** The workload of an instance. */
export function workloadReference(instance: Instance): ObjectReference {
  return {
    apiVersion: 'apps/v1',
    kind: instance.component.kind,
    namespace: instance.namespace,
    name: instance.workload,
  };
}

/** The path of the image of the first container, as owners have it. */
export function imageElements(container: string): string[] {
  return [
    'f:spec',
    'f:template',
    'f:spec',
    'f:containers',
    `k:${JSON.stringify({ name: container })}`,
    'f:image',
  ];
}

/** The manager that wrote last of those who own a field; `unknown` if nobody does. */
export function lastOwner(
  object: KubernetesObject | undefined,
  elements: readonly string[],
): string {
  const owners = object ? ownersOf(object, elements) : [];
  const [last] = [...owners].sort((a, b) =>
    (b.time ?? '').localeCompare(a.time ?? ''),
  );
  return last?.manager ?? 'unknown';
}

import type { AllocationShare } from '../facts';
import type { CostAllocation } from './CostAllocation';

/**
 * What allocations are grouped by. `controller` is kind and name, `deployment`,
 * `daemonset` and `statefulset` the name of a controller of that kind.
 *
 * @public
 */
export type CostProperty =
  | 'cluster'
  | 'node'
  | 'namespace'
  | 'pod'
  | 'container'
  | 'controllerKind'
  | 'controller'
  | 'deployment'
  | 'daemonset'
  | 'statefulset'
  | 'service'
  | `label:${string}`
  | `annotation:${string}`;

/** What cost tools call that which has no value of what is grouped by. */
export const UNALLOCATED = '__unallocated__';

/** What cost tools call that which is of nobody, by its share. */
export const NAME_OF_SHARE: Partial<Record<AllocationShare, string>> = {
  idle: '__idle__',
  shared: '__shared__',
  unmounted: '__unmounted__',
};

function own(
  values: Readonly<Record<string, string>> | undefined,
  key: string,
): string | undefined {
  return values && Object.hasOwn(values, key) ? values[key] : undefined;
}

/** The value of a property, or none. */
export function costProperty(
  allocation: CostAllocation,
  property: CostProperty,
): string | undefined {
  const { controllerKind, controller } = allocation;
  switch (property) {
    case 'controller':
      return controllerKind && controller
        ? `${controllerKind}:${controller}`
        : controller;
    case 'deployment':
    case 'daemonset':
    case 'statefulset':
      return controllerKind?.toLowerCase() === property
        ? controller
        : undefined;
    case 'service':
      // Of a pod behind several services the first counts, as OpenCost has it:
      // counted for each, it would be paid for several times.
      return allocation.services?.[0];
    case 'cluster':
    case 'node':
    case 'namespace':
    case 'pod':
    case 'container':
    case 'controllerKind':
      return allocation[property];
    default:
      return property.startsWith('label:')
        ? own(allocation.labels, property.slice('label:'.length))
        : own(allocation.annotations, property.slice('annotation:'.length));
  }
}

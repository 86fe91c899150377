import {
  boundedName,
  type SubjectReference,
} from '@fleetview/backstage-plugin-fleet-common';
import type { DeliveryObject } from './schema';

function kubeConfigOf({ spec }: DeliveryObject): string | undefined {
  return (
    spec?.kubeConfig?.secretRef?.name ?? spec?.kubeConfig?.configMapRef?.name
  );
}

/** Whether a delivery goes to another cluster than the one that it lies in. */
export function isRemote(delivery: DeliveryObject): boolean {
  return kubeConfigOf(delivery) !== undefined;
}

/**
 * The cluster that a delivery goes to. Flux names no server: another cluster is
 * known by the Secret or ConfigMap that leads to it.
 */
export function readTarget(delivery: DeliveryObject): SubjectReference {
  const name = kubeConfigOf(delivery);
  return name
    ? { type: 'reference', name: boundedName(name) }
    : { type: 'observer' };
}

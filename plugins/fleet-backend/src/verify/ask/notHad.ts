import {
  withoutCredentials,
  type FleetCheckCause,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  KubernetesError,
  type KubernetesErrorKind,
} from '@fleetview/kube-watch';
import type { Had, NotHad } from './LiveSight';

const CAUSES: Record<KubernetesErrorKind, FleetCheckCause> = {
  unreachable: 'unreachable',
  throttled: 'unreachable',
  aborted: 'unreachable',
  expired: 'unreachable',
  conflict: 'not-evaluated',
  unauthorized: 'forbidden',
  forbidden: 'forbidden',
  'not-served': 'not-evaluated',
  invalid: 'not-evaluated',
};

/** Why an answer was not had. @throws what is no fault of a cluster */
export function notHad(error: unknown): NotHad {
  if (!(error instanceof KubernetesError)) throw error;
  return {
    cause: CAUSES[error.kind],
    // Servers repeat what they were asked with.
    reason: withoutCredentials(error.reason),
  };
}

/** An answer, or why it was not had. */
export async function had<T>(asking: Promise<T>): Promise<Had<T>> {
  try {
    return { value: await asking };
  } catch (error) {
    return notHad(error);
  }
}

import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import { conditionOf, isPresent } from '@fleetview/backstage-plugin-fleet-node';
import { reconciledObject } from './readReconciled';
import { isRemote } from './readTarget';
import type { DeliveryObject } from './schema';

/** Whether a run of the past succeeded: a Kustomization's revision, a HelmRelease's history. */
function hasSucceeded({ status }: DeliveryObject): boolean {
  return (
    status?.lastAppliedRevision !== undefined ||
    (status?.history ?? []).some(
      entry => 'chartVersion' in entry && entry.status === 'deployed',
    )
  );
}

/**
 * Whether Flux sees the target. It has no statement of its own about that, but
 * goes there with every run: one that succeeded, or that goes on after one that
 * did, was there. After anything else, and while it is suspended, nobody knows.
 */
export function readHeartbeat(
  delivery: DeliveryObject,
): DeliveryFact['heartbeat'] {
  const { spec, status } = delivery;
  if (!isRemote(delivery)) return { state: 'current' };
  const ready = conditionOf(status?.conditions, 'Ready');
  if (
    spec?.suspend ||
    !ready ||
    !isPresent(reconciledObject(delivery), ready)
  ) {
    return { state: 'unstated' };
  }
  const hasBeenThere =
    ready.status === 'True' ||
    (ready.status === 'Unknown' && hasSucceeded(delivery));
  return { state: hasBeenThere ? 'current' : 'unstated' };
}

import type { KubernetesClient } from '@fleetview/kube-watch';
import { readClusterUid } from '../readClusterUid';
import type { HubIdentity } from './readHubIdentity';

/** A hub is not believed to be the one that it was: nothing is read from it. */
export class HubHeldBack extends Error {
  readonly name = 'HubHeldBack';
}

/**
 * Checks that a hub is the one that it was, before credentials are read from it.
 * It is asked over the connection that will be read over, since collectors look
 * only now and then, and with other credentials perhaps. Where it does not say
 * who it is, what they found counts.
 *
 * @throws HubHeldBack if it is another, or held back; KubernetesError
 */
export async function confirmHub(options: {
  client: KubernetesClient;
  identity: HubIdentity;
  signal: AbortSignal;
}): Promise<void> {
  const { client, identity, signal } = options;
  if (identity.quarantined !== undefined) {
    throw new HubHeldBack(identity.quarantined);
  }
  if (identity.uid === undefined) return;
  const uid = await readClusterUid(client, signal);
  if (uid !== undefined && uid !== identity.uid) {
    throw new HubHeldBack(
      `its address now leads to another cluster (kube-system has UID ${uid}, it was ${identity.uid})`,
    );
  }
}

import { KubernetesError, type KubernetesClient } from '@fleetview/kube-watch';

/** What API servers give are UUIDs; a database refuses some of what others make up. */
const UID = /^[!-~]{1,128}$/;

/**
 * The UID of kube-system, by which clusters are told apart; undefined where it
 * may not be read, or is none.
 *
 * @throws KubernetesError if the cluster does not answer as an API server does
 */
export async function readClusterUid(
  client: KubernetesClient,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const namespace = await client.getJson('/api/v1/namespaces/kube-system', {
      signal,
    });
    const metadata = namespace.metadata as { uid?: unknown } | undefined;
    return typeof metadata?.uid === 'string' && UID.test(metadata.uid)
      ? metadata.uid
      : undefined;
  } catch (error) {
    if (
      error instanceof KubernetesError &&
      (error.kind === 'forbidden' || error.kind === 'not-served')
    ) {
      return undefined;
    }
    throw error;
  }
}

import {
  KubernetesError,
  objectPath,
  type DiscoveredResource,
  type KubernetesClient,
} from '@fleetview/kube-watch';
import type { Json } from '../manifests/json';

/** What is there already under a name; nothing where there is nothing. @throws KubernetesError */
export async function readExisting(
  client: Pick<KubernetesClient, 'getJson'>,
  resource: DiscoveredResource,
  object: { namespace: string; name: string },
  options: { isSecret: boolean; signal: AbortSignal },
): Promise<Json | undefined> {
  try {
    return await client.getJson(objectPath(resource, object), {
      metadataOnly: options.isSecret,
      signal: options.signal,
    });
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}

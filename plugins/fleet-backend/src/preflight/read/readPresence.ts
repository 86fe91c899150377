import {
  KubernetesError,
  objectPath,
  type KubernetesClient,
} from '@fleetview/kube-watch';
import { askReviews, had, inTurns, type Had } from '../../verify';
import { referenceKey, type Reference } from '../manifests/referencesOf';

const PLURALS = { Secret: 'secrets', ConfigMap: 'configmaps' } as const;

/**
 * Which Secrets and ConfigMaps are there, by their names: nothing that is in them is asked for,
 * and none of which the credentials may not.
 */
export async function readPresence(
  client: Pick<KubernetesClient, 'getJson' | 'review'>,
  references: readonly Reference[],
  signal: AbortSignal,
): Promise<Map<string, Had<boolean>>> {
  const reviews = await askReviews(
    client,
    references.map(({ kind, namespace, name }) => ({
      group: '',
      resource: PLURALS[kind],
      verb: 'get',
      namespace,
      name,
    })),
    signal,
  );
  const answers = await inTurns(
    references.map((reference, index) => ({ reference, ...reviews[index] })),
    async ({ reference, answer }) =>
      'value' in answer && answer.value
        ? had(isThere(client, reference, signal))
        : refusedBy(answer),
  );
  return new Map(
    references.map((reference, index) => [
      referenceKey(reference),
      answers[index],
    ]),
  );
}

function refusedBy(answer: Had<boolean>): Had<boolean> {
  return 'value' in answer
    ? {
        cause: 'not-asked',
        reason: 'the credentials that it is read with may not see it',
      }
    : answer;
}

async function isThere(
  client: Pick<KubernetesClient, 'getJson'>,
  { kind, namespace, name }: Reference,
  signal: AbortSignal,
): Promise<boolean> {
  const path = objectPath(
    { group: '', version: 'v1', plural: PLURALS[kind], kind },
    { namespace, name },
  );
  try {
    const { metadata } = await client.getJson(path, {
      metadataOnly: true,
      maxBytes: 512 * 1024,
      signal,
    });
    return (metadata as { name?: unknown } | undefined)?.name === name;
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 404) return false;
    throw error;
  }
}

import {
  KubernetesError,
  objectPath,
  type DiscoveredResource,
  type KubernetesClient,
} from '@fleetview/kube-watch';
import { withoutCredentials } from '@fleetview/backstage-plugin-fleet-common';
import { askReviews, notHad, type NotHad } from '../../verify';
import type { Manifest } from '../manifests/Manifest';

/** Whether an API server, with all that decides there, would let an object in. */
export type Admission =
  | { state: 'admitted' }
  | { state: 'denied'; reason: string }
  | ({ state: 'open' } & NotHad);

/**
 * Applies an object without keeping it, with acting credentials that may do that. Only what a
 * server says of the object is a no: that it could not be asked is none.
 */
export async function dryRun(options: {
  client: Pick<KubernetesClient, 'patch' | 'review'>;
  manifest: Manifest;
  resource: DiscoveredResource;
  /** Nothing for what is in none. */
  namespace?: string;
  signal: AbortSignal;
}): Promise<Admission> {
  const { client, manifest, resource, namespace, signal } = options;
  const { name } = manifest;
  if (name === undefined) {
    return open('not-evaluated', 'it has no name to be applied by');
  }
  const of = namespace === undefined ? {} : { namespace };
  const reviews = await askReviews(
    client,
    ['create', 'patch'].map(verb => ({
      group: resource.group,
      resource: resource.plural,
      verb,
      ...of,
      ...(verb === 'patch' ? { name } : {}),
    })),
    signal,
  );
  for (const { attributes, answer } of reviews) {
    if ('cause' in answer) return { state: 'open', ...answer };
    if (!answer.value) {
      return open(
        'not-asked',
        `the acting credentials may not ${attributes.verb} ${resource.plural}`,
      );
    }
  }
  try {
    await client.patch(objectPath(resource, { ...of, name }), {
      contentType: 'application/apply-patch+yaml',
      body: {
        ...manifest.object,
        metadata: { ...(manifest.object.metadata as object), ...of },
      },
      fieldManager: 'fleet-backstage-preflight',
      force: true,
      dryRun: true,
      signal,
    });
    return { state: 'admitted' };
  } catch (error) {
    return admissionOf(error);
  }
}

function admissionOf(error: unknown): Admission {
  if (!(error instanceof KubernetesError)) throw error;
  const { status = 0, kind } = error;
  const reason = withoutCredentials(error.reason);
  // A webhook that cannot tell whether it is in earnest is not asked, and the object not judged.
  const isOfDryRun = /dry.?run/i.test(reason);
  const isNo = status === 400 || status === 403 || status === 422;
  return isNo && !isOfDryRun && kind !== 'unauthorized'
    ? { state: 'denied', reason }
    : { state: 'open', ...notHad(error) };
}

function open(cause: NotHad['cause'], reason: string): Admission {
  return { state: 'open', cause, reason };
}

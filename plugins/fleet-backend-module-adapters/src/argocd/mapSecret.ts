import {
  boundedName,
  type ClusterFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  addressOf,
  type MapContext,
  type Mapped,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readDestination } from './readDestination';
import type { SecretObject } from './schema';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a field of a Secret, `undefined` where it is none. */
function decode(encoded: string | undefined): string | undefined {
  if (!encoded) return undefined;
  try {
    return utf8.decode(Buffer.from(encoded, 'base64')).trim();
  } catch {
    return undefined;
  }
}

/**
 * A cluster that an Argo CD delivers to. The Secret says which it is and what it
 * is called, and nothing of how it is; its credentials are not read.
 */
export function mapSecret(secret: SecretObject, context: MapContext): Mapped {
  const { metadata, data } = secret;
  if (metadata.labels.type !== 'cluster') {
    return { skipped: 'irrelevant', detail: 'not a cluster Secret' };
  }
  const stated = decode(data?.server);
  const server = addressOf(stated);
  if (!server) {
    return { skipped: 'malformed', detail: 'data.server: not an address' };
  }
  // Argo CD calls a cluster without a name by its address.
  const name = boundedName(decode(data?.name) || server);
  const subject = readDestination({ server, name, namespace: undefined });
  const isDeleting = metadata.deletionTimestamp !== undefined;
  const fact: ClusterFact = withoutUndefined({
    // Not `factBase`: labels and annotations stay in the cluster.
    subject,
    source: context.source,
    part: '',
    labels: {},
    annotations: {},
    type: 'cluster',
    engine: 'argocd',
    kind: context.source.kind,
    namespace: context.source.namespace,
    name,
    health: isDeleting ? 'progressing' : 'unknown',
    message: isDeleting ? 'being deleted' : 'Argo CD does not say how it is',
    lifecycle: isDeleting ? 'deleting' : 'unknown',
    heartbeat: { state: 'unstated' },
    // Every Argo CD calls its own cluster by the same address.
    identity:
      subject.type === 'reference'
        ? { assertedBy: 'hub', servers: [server] }
        : undefined,
    claims: {},
    sets: [],
    taints: [],
    blockedBy: [],
    references: [],
  });
  return { facts: [fact] };
}

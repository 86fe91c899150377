import {
  boundedName,
  type ClusterFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  addressOf,
  type MapContext,
  type Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readCluster } from './readCluster';
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
  const isDeleting = metadata.deletionTimestamp !== undefined;
  const fact: ClusterFact = {
    ...readCluster({ server, name, context }),
    health: isDeleting ? 'progressing' : 'unknown',
    message: isDeleting ? 'being deleted' : 'Argo CD does not say how it is',
    lifecycle: isDeleting ? 'deleting' : 'unknown',
  };
  return { facts: [fact] };
}

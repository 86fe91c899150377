import { ANNOTATION_KUBERNETES_AUTH_PROVIDER } from '@backstage/plugin-kubernetes-common';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type { Connection } from '@fleetview/backstage-plugin-fleet-common';
import type { Share } from '../readShare';
import { CLUSTER_ID, NO_TOKEN, SHOWN_PROVIDER } from './constants';

const LONGEST = 253;

/** A cluster as the Kubernetes plugin takes it, or why it does not get it. */
export type Handed =
  | { type: 'handed'; details: ClusterDetails }
  | { type: 'own' }
  | { type: 'left-out'; reason: string };

/** So much of an id as tells clusters of one name apart. */
export function shortId(id: string): string {
  return id.slice(0, 10);
}

/** Whether a source is the Kubernetes plugin's own configuration. */
export function isOwnSource(source: string): boolean {
  return source === 'kubernetes' || source.startsWith('kubernetes:');
}

/**
 * What the Kubernetes plugin gets of a cluster: nothing of its own configuration,
 * which it has, and nothing that it could not sign in to or would connect to
 * otherwise than the fleet does.
 */
export function toClusterDetails(connection: Connection, share: Share): Handed {
  const { access, authentication, id } = connection;
  if (connection.sources.some(isOwnSource)) return { type: 'own' };
  if (access.type !== 'direct' || !access.server) {
    return leftOut(access.reason ?? 'nobody says how it is reached');
  }
  if (!share.origins.some(origin => origin === access.origin)) {
    return leftOut(
      `its address was not written by the operator; set kubernetes.fleet.shareCredentials to 'all' to share it`,
    );
  }
  if (authentication.type === 'unknown') {
    return leftOut('it is not known what it takes');
  }
  if (share.mode === 'none' && authentication.type !== 'none') {
    return leftOut(
      `its credential is not shared; set kubernetes.fleet.shareCredentials to 'configured' to share it`,
    );
  }
  if (
    access.tlsServerName &&
    access.tlsServerName !== new URL(access.server).hostname
  ) {
    return leftOut(
      'its certificate bears another name than its address, which the Kubernetes plugin cannot be told',
    );
  }
  return {
    type: 'handed',
    details: {
      name: headerSafe(nameOf(connection)),
      ...(connection.title
        ? { title: connection.title.slice(0, LONGEST) }
        : {}),
      url: access.server,
      authMetadata: {
        [ANNOTATION_KUBERNETES_AUTH_PROVIDER]: SHOWN_PROVIDER,
        serviceAccountToken: NO_TOKEN,
        [CLUSTER_ID]: id,
      },
      skipTLSVerify: access.skipTlsVerify ?? false,
      skipMetricsLookup: false,
      ...(access.caData
        ? { caData: Buffer.from(access.caData, 'utf8').toString('base64') }
        : {}),
    },
  };
}

/** Its own name; with its id where another of the fleet has that one before it. */
function nameOf({ id, name, names }: Connection): string {
  const present = names.filter(each => each.present);
  if (present.some(each => each.name === name)) return name;
  return present.length > 0 ? `${present[0].name}-${shortId(id)}` : name;
}

/** Pages name a cluster in a header. */
function headerSafe(name: string): string {
  return name.replace(/[^\x21-\x7e]+/g, '-').slice(0, LONGEST);
}

function leftOut(reason: string): Handed {
  return { type: 'left-out', reason };
}

import fs from 'node:fs/promises';
import {
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  ANNOTATION_KUBERNETES_AWS_ASSUME_ROLE,
  ANNOTATION_KUBERNETES_AWS_CLUSTER_ID,
  ANNOTATION_KUBERNETES_OIDC_TOKEN_PROVIDER,
  SERVICEACCOUNT_CA_PATH,
} from '@backstage/plugin-kubernetes-common';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type {
  ClusterConnection,
  ClusterOrigin,
  ClusterRecord,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  isServerSideProvider,
  type ServerSideCredentials,
} from '../credentials/ServerSideCredentials';

/** Where a pod finds the token of its own service account. */
const IN_CLUSTER_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

const SERVICE_ACCOUNT_TOKEN = 'serviceAccountToken';

/** Providers that use the token of whoever looks: nobody looks while a collector reads. */
const VIEWER_TOKEN = ['google', 'oidc', 'aks', 'oauth2'];

/** No provider, role or id is longer. */
const LONGEST = 253;

/** A cluster as the Kubernetes plugin understands it. */
export type Details = Pick<
  ClusterDetails,
  'name' | 'url' | 'authMetadata' | 'skipTLSVerify' | 'caData' | 'caFile'
>;

/**
 * How the fleet gets into a cluster of the Kubernetes plugin: by the same
 * provider, as far as that one needs nobody who looks.
 *
 * @throws Error when a file that is named cannot be read
 */
export async function accessOf(options: {
  details: Details;
  origin: ClusterOrigin;
  /** The key that names the provider, for the message that says what to change. */
  providerKey: string;
  /** The key of a token, where one may be written. */
  tokenKey?: string;
  credentials: ServerSideCredentials;
}): Promise<ClusterRecord['access']> {
  const { details, origin, providerKey, tokenKey, credentials } = options;
  const provider = details.authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER];
  const notAsked = (reason: string): ClusterRecord['access'] => ({
    type: 'not-asked',
    server: details.url,
    reason,
  });
  if (!provider) return notAsked(`${providerKey} is missing`);
  if (VIEWER_TOKEN.includes(provider)) {
    return notAsked(
      `its provider '${provider}' signs in as whoever looks, which nobody does in the background; set ${providerKey} to ${
        tokenKey
          ? "'serviceAccount' with a serviceAccountToken"
          : 'one that signs in as the portal'
      }`,
    );
  }
  const connection: ClusterConnection = { server: details.url };
  if (details.skipTLSVerify) connection.skipTlsVerify = true;
  if (details.caData) {
    connection.caData = Buffer.from(details.caData, 'base64').toString('utf8');
  } else if (details.caFile) {
    connection.caData = await fs.readFile(details.caFile, 'utf8');
  }
  if (isServerSideProvider(provider)) {
    connection.tokenProvider = credentials.tokensOf(provider, details);
    return { type: 'direct', connection };
  }
  if (provider === 'localKubectlProxy') return { type: 'direct', connection };
  if (provider !== 'serviceAccount') {
    return notAsked(`its provider '${provider.slice(0, 100)}' is not known`);
  }
  const token = details.authMetadata[SERVICE_ACCOUNT_TOKEN];
  if (token) {
    connection.token = token;
    return { type: 'direct', connection };
  }
  if (origin !== 'operator') {
    return notAsked(
      "its provider 'serviceAccount' needs a token, and entities of the catalog hold none; name the cluster in app-config",
    );
  }
  if (!(await exists(IN_CLUSTER_TOKEN))) {
    return notAsked(
      `it has no token; add ${tokenKey}, or run the portal in that cluster`,
    );
  }
  connection.tokenFile = IN_CLUSTER_TOKEN;
  if (!connection.caData && (await exists(SERVICEACCOUNT_CA_PATH))) {
    connection.caData = await fs.readFile(SERVICEACCOUNT_CA_PATH, 'utf8');
  }
  return { type: 'direct', connection };
}

/** What other back ends may know of how the Kubernetes plugin signs in: nothing secret. */
const TOLD = [
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  ANNOTATION_KUBERNETES_OIDC_TOKEN_PROVIDER,
  ANNOTATION_KUBERNETES_AWS_ASSUME_ROLE,
  ANNOTATION_KUBERNETES_AWS_CLUSTER_ID,
];

/** How the Kubernetes plugin signs in to it; empty where it does not say. */
export function kubernetesPluginOf({
  authMetadata,
}: Pick<Details, 'authMetadata'>): Pick<ClusterRecord, 'kubernetesPlugin'> {
  const authProvider = authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER];
  if (!authProvider) return {};
  return {
    kubernetesPlugin: {
      authProvider: authProvider.slice(0, LONGEST),
      authMetadata: Object.fromEntries(
        TOLD.flatMap(key =>
          authMetadata[key] === undefined
            ? []
            : [[key, authMetadata[key].slice(0, LONGEST)]],
        ),
      ),
    },
  };
}

async function exists(file: string): Promise<boolean> {
  return fs.access(file).then(
    () => true,
    () => false,
  );
}

import { ANNOTATION_KUBERNETES_AUTH_PROVIDER } from '@backstage/plugin-kubernetes-common';
import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import type { ServerSideCredentials } from '../credentials/ServerSideCredentials';
import { accessOf, kubernetesPluginOf } from './accessOf';
import { addRecord, type Located } from './Locator';

const methodSchema = z.looseObject({
  projectId: z.string().min(1),
  region: z.string().min(1).optional(),
  authProvider: z.string().optional(),
  skipTLSVerify: z.boolean().optional(),
  endpointType: z.enum(['public', 'dns']).optional(),
  matchingResourceLabels: z
    .array(z.looseObject({ key: z.string(), value: z.string() }))
    .optional(),
});

/** A cluster as GKE's API describes it, as far as it is read. */
export type GkeCluster = {
  name?: string | null;
  endpoint?: string | null;
  resourceLabels?: Record<string, string> | null;
  masterAuth?: { clusterCaCertificate?: string | null } | null;
  controlPlaneEndpointsConfig?: {
    dnsEndpointConfig?: { endpoint?: string | null } | null;
  } | null;
};

/** What is used of Google's client. */
export type GkeClient = {
  listClusters(request: { parent: string }): Promise<
    [
      {
        clusters?: GkeCluster[] | null;
        missingZones?: string[] | null;
      },
      ...unknown[],
    ]
  >;
};

/**
 * Locator `gke`: the clusters of a Google Cloud project, by the keys and defaults
 * of the Kubernetes plugin.
 *
 * @throws Error when Google does not answer, answers in part, or the method cannot be understood
 */
export async function locateByGke(options: {
  method: Record<string, unknown>;
  key: string;
  client: GkeClient;
  credentials: ServerSideCredentials;
}): Promise<Located> {
  const { key, client, credentials } = options;
  const parsed = methodSchema.safeParse(options.method);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${issue.path.join('.')}: ${issue.message}`);
  }
  const { projectId, region = '-', ...method } = parsed.data;
  const [{ clusters, missingZones }] = await client.listClusters({
    parent: `projects/${projectId}/locations/${region}`,
  });
  if (missingZones?.length) {
    throw new Error(
      `Google's answer lacks zones (${missingZones.slice(0, 5).join(', ')})`,
    );
  }
  const authMetadata = {
    [ANNOTATION_KUBERNETES_AUTH_PROVIDER]:
      method.authProvider === 'googleServiceAccount'
        ? 'googleServiceAccount'
        : 'google',
  };
  const labels = method.matchingResourceLabels ?? [];
  const located: Located = { records: [], problems: [] };
  for (const cluster of clusters ?? []) {
    if (
      !cluster.name ||
      !labels.every(
        label => cluster.resourceLabels?.[label.key] === label.value,
      )
    ) {
      continue;
    }
    addRecord(
      located,
      {
        name: cluster.name,
        origin: 'operator',
        ...kubernetesPluginOf({ authMetadata }),
        access: await accessOfCluster(cluster, cluster.name),
      },
      `${key}: cluster of project '${projectId}'`,
    );
  }
  return located;

  async function accessOfCluster(
    cluster: GkeCluster,
    name: string,
  ): Promise<ClusterRecord['access']> {
    const dns =
      method.endpointType === 'dns'
        ? cluster.controlPlaneEndpointsConfig?.dnsEndpointConfig?.endpoint
        : undefined;
    const endpoint = dns || cluster.endpoint;
    if (!endpoint) {
      return {
        type: 'not-asked',
        reason: 'Google gives no endpoint of it yet',
      };
    }
    return accessOf({
      details: {
        name,
        url: `https://${endpoint}`,
        authMetadata,
        skipTLSVerify: method.skipTLSVerify,
        // The DNS endpoint has a certificate of a public authority.
        ...(dns
          ? {}
          : { caData: cluster.masterAuth?.clusterCaCertificate ?? undefined }),
      },
      origin: 'operator',
      providerKey: `${key}.authProvider`,
      credentials,
    });
  }
}

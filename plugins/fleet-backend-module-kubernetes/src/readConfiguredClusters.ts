import fs from 'node:fs/promises';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import type {
  ClusterConnection,
  ClusterRecord,
  ConfigurationProblem,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

/** Where a pod finds the token of its own service account. */
const IN_CLUSTER_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

const AUTH_PROVIDER = 'kubernetes.io/auth-provider';
const SERVICE_ACCOUNT_TOKEN = 'serviceAccountToken';

/** Providers that use the token of whoever looks: nobody looks while a collector reads. */
const VIEWER_TOKEN = ['google', 'oidc', 'aks', 'oauth2'];

/** Providers that sign in as the portal itself, in a way that is not read here yet. */
const SERVER_SIDE = ['aws', 'azure', 'googleServiceAccount'];

const methodsSchema = z.array(z.looseObject({ type: z.string() }));

const clusterSchema = z.looseObject({
  name: z.string().min(1).max(253),
  title: z.string().max(253).optional(),
  url: z.string(),
  authProvider: z.string().optional(),
  authMetadata: z.record(z.string(), z.string()).optional(),
  serviceAccountToken: z.string().optional(),
  skipTLSVerify: z.boolean().optional(),
  caData: z.string().optional(),
  caFile: z.string().optional(),
});

type Configured = z.output<typeof clusterSchema>;

/**
 * Reads the clusters of the Kubernetes plugin from the keys that this plugin
 * reads itself, `kubernetes.clusterLocatorMethods`. A cluster that cannot be
 * used is a problem that names its key; the others count.
 */
export async function readConfiguredClusters(
  config: RootConfigService,
): Promise<{ records: ClusterRecord[]; problems: ConfigurationProblem[] }> {
  const records: ClusterRecord[] = [];
  const problems: ConfigurationProblem[] = [];
  const key = 'kubernetes.clusterLocatorMethods';
  const methods = methodsSchema.safeParse(config.getOptional(key) ?? []);
  if (!methods.success) {
    problems.push({
      key,
      message: 'has to be a list of objects that each have a type',
    });
    return { records, problems };
  }
  for (const [index, method] of methods.data.entries()) {
    const methodKey = `${key}[${index}]`;
    if (method.type !== 'config') {
      problems.push({
        key: `${methodKey}.type`,
        value: method.type,
        message:
          "is a locator that the fleet does not read yet; its clusters are not shown. Those of type 'config' are",
      });
      continue;
    }
    const clusters = Array.isArray(method.clusters) ? method.clusters : [];
    if (!Array.isArray(method.clusters)) {
      problems.push({
        key: `${methodKey}.clusters`,
        message: 'has to be a list of clusters',
      });
    }
    for (const [position, raw] of clusters.entries()) {
      const at = `${methodKey}.clusters[${position}]`;
      const parsed = clusterSchema.safeParse(raw);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        problems.push({
          key: [at, ...issue.path].join('.'),
          message: `${issue.message}; the cluster is left out`,
        });
        continue;
      }
      const cluster = parsed.data;
      if (records.some(({ name }) => name === cluster.name)) {
        problems.push({
          key: `${at}.name`,
          value: cluster.name,
          message: 'is the name of an earlier cluster; this one is left out',
        });
        continue;
      }
      const bad = badUrl(cluster.url);
      if (bad) {
        problems.push({
          key: `${at}.url`,
          value: cluster.url.slice(0, 200),
          message: `${bad}; the cluster is left out`,
        });
        continue;
      }
      try {
        records.push({
          name: cluster.name,
          ...(cluster.title ? { title: cluster.title } : {}),
          access: await accessOf(cluster, at),
        });
      } catch (error) {
        problems.push({
          key: `${at}.caFile`,
          ...(cluster.caFile ? { value: cluster.caFile } : {}),
          message: `cannot be read: ${
            error instanceof Error ? error.message : error
          }; the cluster is left out`,
        });
      }
    }
  }
  return { records, problems };
}

function badUrl(url: string): string | undefined {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return 'is no URL';
  }
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') {
    return 'has to begin with https:// or http://';
  }
  if (parsed.username || parsed.password) return 'must not hold credentials';
  return undefined;
}

async function accessOf(
  cluster: Configured,
  key: string,
): Promise<ClusterRecord['access']> {
  const provider =
    cluster.authMetadata?.[AUTH_PROVIDER] ?? cluster.authProvider;
  const notAsked = (reason: string): ClusterRecord['access'] => ({
    type: 'not-asked',
    server: cluster.url,
    reason,
  });
  if (!provider) {
    return notAsked(`${key}.authProvider is missing`);
  }
  if (VIEWER_TOKEN.includes(provider)) {
    return notAsked(
      `its provider '${provider}' signs in as whoever looks, which nobody does in the background; set ${key}.authProvider to 'serviceAccount' with a serviceAccountToken`,
    );
  }
  if (SERVER_SIDE.includes(provider)) {
    return notAsked(
      `its provider '${provider}' is not supported yet; set ${key}.authProvider to 'serviceAccount' with a serviceAccountToken`,
    );
  }
  if (provider !== 'serviceAccount' && provider !== 'localKubectlProxy') {
    return notAsked(`its provider '${provider}' is not known`);
  }
  const connection: ClusterConnection = { server: cluster.url };
  if (cluster.skipTLSVerify) connection.skipTlsVerify = true;
  if (cluster.caData) {
    connection.caData = Buffer.from(cluster.caData, 'base64').toString('utf8');
  } else if (cluster.caFile) {
    connection.caData = await fs.readFile(cluster.caFile, 'utf8');
  }
  if (provider === 'serviceAccount') {
    const token =
      cluster.serviceAccountToken ??
      cluster.authMetadata?.[SERVICE_ACCOUNT_TOKEN];
    if (token) connection.token = token;
    else if (await exists(IN_CLUSTER_TOKEN)) {
      connection.tokenFile = IN_CLUSTER_TOKEN;
    } else {
      return notAsked(
        `it has no token; add ${key}.serviceAccountToken, or run the portal in that cluster`,
      );
    }
  }
  return { type: 'direct', connection };
}

async function exists(file: string): Promise<boolean> {
  return fs.access(file).then(
    () => true,
    () => false,
  );
}

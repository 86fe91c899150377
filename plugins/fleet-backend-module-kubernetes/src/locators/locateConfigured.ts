import {
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  ANNOTATION_KUBERNETES_AWS_ASSUME_ROLE,
  ANNOTATION_KUBERNETES_AWS_EXTERNAL_ID,
  ANNOTATION_KUBERNETES_OIDC_TOKEN_PROVIDER,
} from '@backstage/plugin-kubernetes-common';
import { z } from 'zod';
import type { ServerSideCredentials } from '../credentials/ServerSideCredentials';
import { accessOf, kubernetesPluginOf } from './accessOf';
import { addRecord, words, type Located } from './Locator';

const clusterSchema = z.looseObject({
  name: z.string().min(1).max(253),
  title: z.string().max(253).optional(),
  url: z.string(),
  authProvider: z.string().optional(),
  authMetadata: z.record(z.string(), z.string()).optional(),
  serviceAccountToken: z.string().optional(),
  assumeRole: z.string().optional(),
  externalId: z.string().optional(),
  oidcTokenProvider: z.string().optional(),
  skipTLSVerify: z.boolean().optional(),
  caData: z.string().optional(),
  caFile: z.string().optional(),
});

type Configured = z.output<typeof clusterSchema>;

/**
 * Locator `config`: the clusters that app-config names, by the keys that the
 * Kubernetes plugin reads. A cluster that cannot be used is a problem that names
 * its key; the others count.
 */
export async function locateConfigured(options: {
  method: Record<string, unknown>;
  key: string;
  credentials: ServerSideCredentials;
  /** What other methods have found so far; names are unique over all. */
  located: Located;
}): Promise<void> {
  const { method, key, credentials, located } = options;
  const clusters = Array.isArray(method.clusters) ? method.clusters : [];
  if (!Array.isArray(method.clusters)) {
    located.problems.push({
      key: `${key}.clusters`,
      message: 'has to be a list of clusters',
    });
  }
  for (const [position, raw] of clusters.entries()) {
    const at = `${key}.clusters[${position}]`;
    const parsed = clusterSchema.safeParse(raw);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      located.problems.push({
        key: [at, ...issue.path].join('.'),
        message: `${issue.message}; the cluster is left out`,
      });
      continue;
    }
    const cluster = parsed.data;
    const bad = badUrl(cluster.url);
    if (bad) {
      located.problems.push({
        key: `${at}.url`,
        value: shownUrl(cluster.url),
        message: `${bad}; the cluster is left out`,
      });
      continue;
    }
    const details = { ...cluster, authMetadata: authMetadataOf(cluster) };
    try {
      addRecord(
        located,
        {
          name: cluster.name,
          ...(cluster.title ? { title: cluster.title } : {}),
          origin: 'operator',
          ...kubernetesPluginOf(details),
          access: await accessOf({
            details,
            origin: 'operator',
            providerKey: `${at}.authProvider`,
            tokenKey: `${at}.serviceAccountToken`,
            credentials,
          }),
        },
        `${at}.name`,
      );
    } catch (error) {
      located.problems.push({
        key: `${at}.caFile`,
        ...(cluster.caFile ? { value: cluster.caFile } : {}),
        message: `cannot be read: ${words(error)}; the cluster is left out`,
      });
    }
  }
}

/** As the Kubernetes plugin puts it together: the block wins over the single keys. */
function authMetadataOf(cluster: Configured): Record<string, string> {
  const single = {
    [ANNOTATION_KUBERNETES_AUTH_PROVIDER]: cluster.authProvider,
    serviceAccountToken: cluster.serviceAccountToken,
    [ANNOTATION_KUBERNETES_AWS_ASSUME_ROLE]: cluster.assumeRole,
    [ANNOTATION_KUBERNETES_AWS_EXTERNAL_ID]: cluster.externalId,
    [ANNOTATION_KUBERNETES_OIDC_TOKEN_PROVIDER]: cluster.oidcTokenProvider,
  };
  return {
    ...Object.fromEntries(
      Object.entries(single).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    ),
    ...cluster.authMetadata,
  };
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

/** A URL without credentials that stand in it. */
function shownUrl(url: string): string {
  return url.replace(/\/\/[^/]*@/, '//').slice(0, 200);
}

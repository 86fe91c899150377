import type { KubernetesObject } from '@fleetview/kube-watch';
import { z } from 'zod';

const providerSchema = z.looseObject({
  name: z.string(),
  cluster: z
    .looseObject({
      server: z.string(),
      'certificate-authority-data': z.string().optional(),
      'insecure-skip-tls-verify': z.boolean().optional(),
      'tls-server-name': z.string().optional(),
      'proxy-url': z.string().optional(),
    })
    .optional(),
});

const statusSchema = z.looseObject({
  accessProviders: z.array(z.unknown()).nullish(),
  /** What `accessProviders` was called before. */
  credentialProviders: z.array(z.unknown()).nullish(),
});

export type AccessProvider = z.output<typeof providerSchema> & {
  cluster: NonNullable<z.output<typeof providerSchema>['cluster']>;
};

/**
 * The access provider of a ClusterProfile by which it is reached: the one that
 * was asked for, else the first that names a server.
 */
export function readAccessProvider(
  profile: KubernetesObject,
  wanted?: string,
): AccessProvider | undefined {
  const status = statusSchema.safeParse(profile.status ?? {});
  if (!status.success) return undefined;
  const { accessProviders, credentialProviders } = status.data;
  return [...(accessProviders ?? []), ...(credentialProviders ?? [])]
    .flatMap(entry => {
      const parsed = providerSchema.safeParse(entry);
      return parsed.success && parsed.data.cluster?.server
        ? [parsed.data as AccessProvider]
        : [];
    })
    .find(({ name }) => wanted === undefined || name === wanted);
}

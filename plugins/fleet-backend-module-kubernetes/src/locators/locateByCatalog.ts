import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_KUBERNETES_API_SERVER,
  ANNOTATION_KUBERNETES_API_SERVER_CA,
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  ANNOTATION_KUBERNETES_SKIP_TLS_VERIFY,
} from '@backstage/plugin-kubernetes-common';
import { isProvidedByFleet } from '@fleetview/backstage-plugin-fleet-common';
import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import type { ServerSideCredentials } from '../credentials/ServerSideCredentials';
import { accessOf, kubernetesPluginOf } from './accessOf';
import { addRecord, type Located } from './Locator';

const methodSchema = z.looseObject({
  dangerouslyAllowClusterUrls: z.array(z.string()).optional(),
  dangerouslyAllowSkipTLSVerify: z.boolean().optional(),
});

const PREFIX = 'kubernetes.io/';

/**
 * Locator `catalog`: Resources of type `kubernetes-cluster` with the annotations
 * that the Kubernetes plugin asks for. Whoever may write entities writes their
 * addresses, so these are judged more strictly than those of app-config.
 *
 * @throws Error when the catalog does not answer, or the method cannot be understood
 */
export async function locateByCatalog(options: {
  method: Record<string, unknown>;
  key: string;
  catalog: Pick<CatalogService, 'getEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  credentials: ServerSideCredentials;
}): Promise<Located> {
  const { key, catalog, auth, credentials } = options;
  const parsed = methodSchema.safeParse(options.method);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${issue.path.join('.')}: ${issue.message}`);
  }
  const { items } = await catalog.getEntities(
    {
      filter: [
        {
          kind: 'Resource',
          'spec.type': 'kubernetes-cluster',
          [annotation(ANNOTATION_KUBERNETES_API_SERVER)]: CATALOG_FILTER_EXISTS,
          [annotation(ANNOTATION_KUBERNETES_API_SERVER_CA)]:
            CATALOG_FILTER_EXISTS,
          [annotation(ANNOTATION_KUBERNETES_AUTH_PROVIDER)]:
            CATALOG_FILTER_EXISTS,
        },
      ],
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  const located: Located = { records: [], problems: [] };
  for (const entity of items) {
    // Fleet said it itself: what it says is no news to it.
    if (isProvidedByFleet(entity)) continue;
    const { name, title } = entity.metadata;
    addRecord(
      located,
      {
        name,
        ...(title ? { title: title.slice(0, 253) } : {}),
        origin: 'catalog',
        ...kubernetesPluginOf({
          authMetadata: entity.metadata.annotations ?? {},
        }),
        access: await accessOfEntity(entity, parsed.data, credentials),
      },
      `${key}: Resource '${entity.metadata.namespace ?? 'default'}/${name}'`,
    );
  }
  return located;
}

async function accessOfEntity(
  entity: Entity,
  method: z.output<typeof methodSchema>,
  credentials: ServerSideCredentials,
): Promise<ClusterRecord['access']> {
  const annotations = entity.metadata.annotations ?? {};
  const url = annotations[ANNOTATION_KUBERNETES_API_SERVER] ?? '';
  const access = await accessOf({
    details: {
      name: entity.metadata.name,
      url,
      // A token must not come from an entity, whatever it is called there.
      authMetadata: Object.fromEntries(
        Object.entries(annotations).filter(([name]) => name.startsWith(PREFIX)),
      ),
      caData: annotations[ANNOTATION_KUBERNETES_API_SERVER_CA],
      skipTLSVerify:
        method.dangerouslyAllowSkipTLSVerify === true &&
        annotations[ANNOTATION_KUBERNETES_SKIP_TLS_VERIFY] === 'true',
    },
    origin: 'catalog',
    providerKey: `the annotation ${ANNOTATION_KUBERNETES_AUTH_PROVIDER}`,
    credentials,
  });
  if (access.type === 'not-asked') return access;
  const host = hostOf(url);
  const listed = (method.dangerouslyAllowClusterUrls ?? []).some(pattern =>
    matches(host, pattern.toLowerCase()),
  );
  return listed
    ? {
        ...access,
        connection: {
          ...access.connection,
          networkPolicy: { allowPrivate: false, allow: [host] },
        },
      }
    : access;
}

function annotation(name: string): string {
  return `metadata.annotations.${name}`;
}

function hostOf(url: string): string {
  return URL.canParse(url)
    ? new URL(url).hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1')
    : '';
}

/** As the Kubernetes plugin understands its patterns: `*.suffix` means the suffix itself too. */
function matches(host: string, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return host === pattern;
  return host.endsWith(pattern.slice(1)) || host === pattern.slice(2);
}

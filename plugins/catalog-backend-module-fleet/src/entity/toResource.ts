import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  DEFAULT_NAMESPACE,
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_API_SERVER,
  ANNOTATION_KUBERNETES_API_SERVER_CA,
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  ANNOTATION_KUBERNETES_SKIP_TLS_VERIFY,
} from '@backstage/plugin-kubernetes-common';
import {
  ANNOTATION_CLUSTER_ID,
  boundedName,
  FLEET_ANNOTATION_PREFIX,
  FLEET_LOCATION_TYPE,
  type Connection,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ProviderConfig } from '../readProviderConfig';

/** Attributes that become labels; the owner is a relation. */
const LABELLED = ['region', 'zone', 'environment', 'provider', 'tier'] as const;

const UNASSIGNED = 'unassigned';

/** More than any bundle of authorities that a cluster has; the catalog keeps every byte. */
const MOST_CA_BYTES = 64 * 1024;
const LONGEST_URL = 2_000;
const LONGEST_TITLE = 200;

/** Annotations that say how a cluster is reached: kept as they were while nobody says it. */
const CONNECTION_ANNOTATIONS = [
  ANNOTATION_KUBERNETES_API_SERVER,
  ANNOTATION_KUBERNETES_API_SERVER_CA,
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  ANNOTATION_KUBERNETES_SKIP_TLS_VERIFY,
];

/**
 * A cluster as a Resource. It says what the cluster is and nothing of how it is:
 * an entity that changes with every hiccup is no entry of a catalog.
 *
 * @param options.before - as it was told last
 */
export function toResource(options: {
  connection: Connection;
  name: string;
  config: ProviderConfig;
  before?: Entity;
}): Entity {
  const { connection, name, config, before } = options;
  const location = `${FLEET_LOCATION_TYPE}:clusters/${connection.id}`;
  const title = boundedName(connection.title ?? connection.name).slice(
    0,
    LONGEST_TITLE,
  );
  const { labels, annotations } = attributesOf(connection);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: config.namespace,
      ...(title && title !== name ? { title } : {}),
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [ANNOTATION_CLUSTER_ID]: connection.id,
        ...annotations,
        ...(connection.access.type === 'unknown'
          ? keptConnection(before)
          : connectionAnnotations(connection, config)),
      },
    },
    spec: {
      type: 'kubernetes-cluster',
      owner:
        ownerOf(connection) ??
        fullReference(config.defaultOwner, 'group') ??
        config.defaultOwner,
      ...(config.system
        ? { system: fullReference(config.system, 'system') ?? config.system }
        : {}),
    },
  };
}

function ownerOf({ attributes }: Connection): string | undefined {
  const { value } = attributes.owner;
  return value === UNASSIGNED ? undefined : fullReference(value, 'group');
}

/**
 * A reference with its namespace: without one, the catalog takes that of the
 * cluster's entity. None of what is no reference: nobody would be found.
 */
function fullReference(text: string, defaultKind: string): string | undefined {
  try {
    const reference = parseEntityRef(text, {
      defaultKind,
      defaultNamespace: DEFAULT_NAMESPACE,
    });
    const { kind, namespace, name } = reference;
    return KubernetesValidatorFunctions.isValidKind(kind) &&
      KubernetesValidatorFunctions.isValidNamespace(namespace) &&
      KubernetesValidatorFunctions.isValidObjectName(name)
      ? stringifyEntityRef(reference)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What no label can hold is an annotation of the same key. */
function attributesOf({ attributes }: Connection): {
  labels: Record<string, string>;
  annotations: Record<string, string>;
} {
  const labels: Record<string, string> = {};
  const annotations: Record<string, string> = {};
  for (const key of LABELLED) {
    const value = boundedName(attributes[key].value);
    if (value === '' || value === UNASSIGNED) continue;
    const isLabel = KubernetesValidatorFunctions.isValidLabelValue(value);
    (isLabel ? labels : annotations)[`${FLEET_ANNOTATION_PREFIX}${key}`] =
      value;
  }
  return { labels, annotations };
}

function connectionAnnotations(
  { access, sources }: Connection,
  config: ProviderConfig,
): Record<string, string> {
  const { server, caData } = access;
  if (server === undefined || !isServer(server)) return {};
  // What the Kubernetes plugin has already would be there twice.
  const isKubernetesPlugins = sources.some(
    source => source === 'kubernetes' || source.startsWith('kubernetes:'),
  );
  const isForKubernetesPlugin =
    config.kubernetesAuthProvider !== undefined &&
    access.origin === 'operator' &&
    !isKubernetesPlugins;
  return {
    [ANNOTATION_KUBERNETES_API_SERVER]: server,
    ...(caData && caData.length <= MOST_CA_BYTES
      ? {
          [ANNOTATION_KUBERNETES_API_SERVER_CA]:
            Buffer.from(caData).toString('base64'),
        }
      : {}),
    ...(access.skipTlsVerify
      ? { [ANNOTATION_KUBERNETES_SKIP_TLS_VERIFY]: 'true' }
      : {}),
    // Without it, that plugin's locator does not take the entity for one of its clusters.
    ...(isForKubernetesPlugin
      ? {
          [ANNOTATION_KUBERNETES_AUTH_PROVIDER]:
            config.kubernetesAuthProvider as string,
        }
      : {}),
  };
}

function keptConnection(before: Entity | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(before?.metadata.annotations ?? {}).filter(([key]) =>
      CONNECTION_ANNOTATIONS.includes(key),
    ),
  );
}

function isServer(text: string): boolean {
  if (text.length > LONGEST_URL || !URL.canParse(text)) return false;
  return ['https:', 'http:'].includes(new URL(text).protocol);
}

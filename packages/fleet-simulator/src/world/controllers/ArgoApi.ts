import { ServiceRequest, ServiceResponse } from '../../api/ServiceProxy';
import { Clock, toTimestamp } from '../../clock';
import { SimulatedCluster } from '../../SimulatedCluster';
import { ScenarioCluster } from '../scenario/scenarioSchema';
import { isJsonObject, KubernetesObject } from '../../types';
import { clusterSecretsOf } from '../git/HubFolder';
import { RESTARTED_AT } from '../restartedAt';
import { ArgoController, ManagedResource } from './ArgoController';

export const ARGO_NAMESPACE = 'argocd';
export const ARGO_SERVICE = {
  scheme: 'https',
  name: 'argocd-server',
  port: 443,
};
const NOT_FOUND = { status: 404, body: { code: 5, message: 'Not Found' } };
const MANAGED_RESOURCES =
  /^\/api\/v1\/applications\/([^/]+)\/managed-resources$/;
const HOME_SERVER = 'https://kubernetes.default.svc';
/** Of an account that may read clusters, from outside of the cluster. */
export const ARGO_TOKEN = 'simulated-account-of-argocd';
const SETTINGS = '/api/v1/settings';
const PATHS = ['/api/v1/clusters', SETTINGS];
/** Argo CD looks at its connections again after so long. */
const LOOKS_EVERY_MS = 10_000;

/**
 * What the server of an Argo CD answers, which lets anonymous users read: the clusters
 * that it delivers to, and whether it is connected to them. Of its settings it tells what it
 * overrides only to who is logged in.
 */
export class ArgoApi {
  readonly #argo: ArgoController;
  readonly #specs: ReadonlyMap<string, ScenarioCluster>;
  readonly #clock: Clock;

  constructor(options: {
    argo: ArgoController;
    specs: ReadonlyMap<string, ScenarioCluster>;
    clock: Clock;
  }) {
    this.#argo = options.argo;
    this.#specs = options.specs;
    this.#clock = options.clock;
  }

  /** Lets the service answer behind the API server of the cluster that it runs on, and from outside with a token. */
  register(): void {
    const { name, port } = ARGO_SERVICE;
    const { home } = this.#argo;
    home.registerService(ARGO_NAMESPACE, name, port, request =>
      this.answer(request),
    );
    home.exposeService(ARGO_NAMESPACE, name, port, ARGO_TOKEN);
  }

  answer({ method, path, query, headers }: ServiceRequest): ServiceResponse {
    const application = MANAGED_RESOURCES.exec(path)?.[1];
    if (!PATHS.includes(path) && application === undefined) {
      return NOT_FOUND;
    }
    if (method !== 'GET') {
      return { status: 501, body: { code: 12, message: 'Method Not Allowed' } };
    }
    if (path === SETTINGS) {
      return {
        body: settingsFor(headers.authorization === `Bearer ${ARGO_TOKEN}`),
      };
    }
    return application === undefined
      ? this.#listClusters()
      : this.#managedResources(decodeURIComponent(application), query);
  }

  #managedResources(name: string, query: URLSearchParams): ServiceResponse {
    const isOwn =
      (query.get('appNamespace') ?? ARGO_NAMESPACE) === ARGO_NAMESPACE;
    const resources = isOwn ? this.#argo.managedResources(name) : undefined;
    if (!resources) return NOT_FOUND;
    const asked = (['group', 'kind', 'namespace', 'name'] as const).flatMap(
      field => (query.get(field) ? [[field, query.get(field)] as const] : []),
    );
    return {
      body: {
        items: resources
          .filter(({ key }) =>
            asked.every(([field, value]) => (key[field] ?? '') === value),
          )
          .map(toResourceDiff),
      },
    };
  }

  #listClusters(): ServiceResponse {
    const { home, applications } = this.#argo;
    const counts = new Map<SimulatedCluster, number>([[home, 0]]);
    for (const { target } of applications.values()) {
      counts.set(target, (counts.get(target) ?? 0) + 1);
    }
    return {
      body: {
        metadata: {},
        items: [
          ...[...counts].map(([cluster, count]) =>
            this.#itemOf(cluster, count),
          ),
          ...registeredOf(home, [...counts.keys()]),
        ],
      },
    };
  }

  #itemOf(cluster: SimulatedCluster, applicationsCount: number): object {
    const isHome = cluster === this.#argo.home;
    const now = this.#clock.now();
    const attemptedAt = toTimestamp(now - (now % LOOKS_EVERY_MS));
    const connectionState = stateOf(cluster, { applicationsCount, isHome });
    const version = this.#specs.get(cluster.name)?.kubernetesVersion;
    const serverVersion =
      connectionState.status === 'Successful'
        ? version?.split('.').slice(0, 2).join('.')
        : undefined;
    const told = {
      connectionState: { ...connectionState, attemptedAt },
      ...(serverVersion && { serverVersion }),
    };
    return {
      server: isHome ? HOME_SERVER : cluster.url,
      name: isHome ? 'in-cluster' : cluster.name,
      config: { tlsClientConfig: { insecure: false } },
      ...told,
      info: {
        ...told,
        applicationsCount,
        cacheInfo: {},
      },
    };
  }
}

/** Clusters of Secrets that somebody else has made, to which nothing is delivered yet. */
function registeredOf(
  home: SimulatedCluster,
  known: readonly SimulatedCluster[],
): object[] {
  const servers = new Set(known.map(({ url }) => url));
  return clusterSecretsOf(home).flatMap(({ data }) => {
    const field = (key: string) => {
      const value = isJsonObject(data) ? data[key] : undefined;
      return Buffer.from(String(value ?? ''), 'base64').toString('utf8');
    };
    const server = field('server');
    if (!server || servers.has(server)) return [];
    const connectionState = stateOf(home, {
      applicationsCount: 0,
      isHome: false,
    });
    return [
      {
        server,
        name: field('name') || server,
        config: { tlsClientConfig: { insecure: false } },
        connectionState,
        info: { connectionState, applicationsCount: 0, cacheInfo: {} },
      },
    ];
  });
}

/** With a YAML document within it, as Argo CD writes it. */
function settingsFor(isLoggedIn: boolean): object {
  const ignoreDifferences = [
    'jqPathExpressions: []',
    'jsonPointers:',
    `- ${RESTARTED_AT}`,
    'managedFieldsManagers: []',
    '',
  ].join('\n');
  return {
    appLabelKey: 'app.kubernetes.io/instance',
    trackingMethod: 'annotation',
    ...(isLoggedIn && {
      controllerNamespace: ARGO_NAMESPACE,
      resourceOverrides: { 'apps/Deployment': { ignoreDifferences } },
    }),
  };
}

function stateOf(
  cluster: SimulatedCluster,
  { applicationsCount, isHome }: { applicationsCount: number; isHome: boolean },
): { status: string; message: string } {
  if (applicationsCount === 0) {
    return {
      status: 'Unknown',
      message: 'Cluster has no applications and is not being monitored.',
    };
  }
  return isHome || cluster.isReachable
    ? { status: 'Successful', message: '' }
    : {
        status: 'Failed',
        message: `failed to sync cluster ${cluster.url}: dial tcp: i/o timeout`,
      };
}

/** A `ResourceDiff` of Argo CD: objects as JSON in text, values of Secrets hidden. */
function toResourceDiff({
  key: { group, kind, namespace, name },
  target,
  live,
  predicted,
}: ManagedResource): object {
  return {
    ...(group && { group }),
    kind,
    ...(namespace && { namespace }),
    name,
    targetState: stateText(target),
    liveState: stateText(live),
    ...(live && { resourceVersion: live.metadata.resourceVersion }),
    normalizedLiveState: stateText(live),
    predictedLiveState: stateText(predicted),
  };
}

function stateText(object: KubernetesObject | undefined): string {
  if (!object) return 'null';
  const { data } = object as { data?: object };
  const hidden =
    object.kind === 'Secret' && data
      ? Object.fromEntries(Object.keys(data).map(key => [key, '++++++++']))
      : data;
  return JSON.stringify({ ...object, ...(hidden && { data: hidden }) });
}

import { DEFAULT_START_TIME, toTimestamp } from '../../clock';
import { commitFor, sha256For } from '../../random';
import { Condition, KubernetesObject } from '../../types';
import { FluxSource, HelmRelease, Kustomization } from '../kinds';

/** A Flux condition. */
export function fluxCondition(
  type: string,
  status: Condition['status'],
  reason: string,
  message: string,
  time: string,
  observedGeneration = 1,
): Condition {
  return {
    type,
    status,
    reason,
    message,
    observedGeneration,
    lastTransitionTime: time,
  };
}

/** Which kinds of source the builder makes. @public */
export type SourceKind =
  | 'GitRepository'
  | 'OCIRepository'
  | 'HelmRepository'
  | 'HelmChart'
  | 'Bucket';

/** What makes a Flux source. @public */
export type SourceOptions = {
  kind: SourceKind;
  name: string;
  namespace?: string;
  /** Of a chart there is none. */
  url: string;
  /** What a HelmChart is of. */
  chart?: { name: string; version: string; repository: string };
  /** In place of those that the Kustomization `flux-system` leaves. */
  labels?: Record<string, string>;
  /** Such as `main@sha1:…`; derived from the URL unless given. */
  revision?: string;
  createdAt?: number;
  updatedAt?: number;
};

const STORED_ARTIFACT: Record<SourceKind, string> = {
  GitRepository: 'stored artifact for revision',
  OCIRepository: 'stored artifact for digest',
  HelmRepository: 'stored artifact: revision',
  HelmChart: 'pulled chart with version',
  Bucket: 'stored artifact: revision',
};

const REVISION_FOR: Record<SourceKind, (url: string) => string> = {
  GitRepository: url => `main@sha1:${commitFor(url, 0)}`,
  OCIRepository: url => `latest@sha256:${sha256For(url)}`,
  HelmRepository: url => `sha256:${sha256For(url)}`,
  HelmChart: url => `sha256:${sha256For(url)}`,
  Bucket: url => `sha256:${sha256For(url)}`,
};

/** What a source follows, in the words of its kind. */
function followed({ kind, url, chart }: SourceOptions) {
  if (kind === 'Bucket') {
    const { host, pathname } = new URL(url);
    return {
      provider: 'generic',
      endpoint: host,
      bucketName: pathname.slice(1),
    };
  }
  if (kind === 'HelmChart' && chart) {
    return {
      chart: chart.name,
      version: chart.version,
      reconcileStrategy: 'ChartVersion',
      sourceRef: { kind: 'HelmRepository', name: chart.repository },
    };
  }
  return {
    url,
    ...(kind === 'GitRepository' && { ref: { branch: 'main' } }),
    ...(kind === 'OCIRepository' && { ref: { tag: 'latest' } }),
  };
}

/** The artifact of a source at a revision. */
export function artifactOf(
  source: { kind: string; namespace: string; name: string },
  revision: string,
  time: string,
): FluxSource['status'] & object {
  const digest = sha256For(source.name, revision);
  const file = revision.split(':').pop()?.slice(0, 40) ?? 'latest';
  const path = `${source.kind.toLowerCase()}/${source.namespace}/${
    source.name
  }/${file}.tar.gz`;
  return {
    artifact: {
      path,
      url: `http://source-controller.${source.namespace}.svc.cluster.local./${path}`,
      revision,
      digest: `sha256:${digest}`,
      size: 20_000 + (parseInt(digest.slice(0, 4), 16) % 40_000),
      lastUpdateTime: time,
    },
  };
}

/** A Flux source with an artifact. @public */
export function buildSource(options: SourceOptions): KubernetesObject {
  const { kind, name, namespace = 'flux-system', url } = options;
  const time = toTimestamp(options.createdAt ?? DEFAULT_START_TIME);
  const updated = toTimestamp(
    options.updatedAt ?? options.createdAt ?? DEFAULT_START_TIME,
  );
  const revision = options.revision ?? REVISION_FOR[kind](url);
  const message = `${STORED_ARTIFACT[kind]} '${revision}'`;
  const object: FluxSource = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind,
    metadata: {
      name,
      namespace,
      creationTimestamp: time,
      generation: 1,
      finalizers: ['finalizers.fluxcd.io'],
      labels: options.labels ?? {
        'kustomize.toolkit.fluxcd.io/name': 'flux-system',
        'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
      },
    },
    spec: {
      interval: '1m0s',
      ...(kind !== 'HelmChart' && { timeout: '60s' }),
      ...followed(options),
    },
    status: {
      observedGeneration: 1,
      conditions: [
        fluxCondition('Ready', 'True', 'Succeeded', message, updated),
        fluxCondition(
          'ArtifactInStorage',
          'True',
          'Succeeded',
          message,
          updated,
        ),
      ],
      ...artifactOf({ kind, namespace, name }, revision, updated),
    },
  };
  return object;
}

/** What makes a Kustomization. @public */
export type KustomizationOptions = {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  sourceKind?: 'GitRepository' | 'OCIRepository';
  sourceName?: string;
  path?: string;
  targetNamespace?: string;
  suspend?: boolean;
  /** Such as `main@sha1:…`. */
  revision?: string;
  /** What it brings. */
  inventory?: readonly KubernetesObject[];
  /** How often it applies anew, as Go writes durations. */
  interval?: string;
  createdAt?: number;
  updatedAt?: number;
};

/** An inventory entry's id: `<namespace>_<name>_<group>_<kind>`. */
export function inventoryEntry(object: KubernetesObject): {
  id: string;
  v: string;
} {
  const [group, version] = object.apiVersion.includes('/')
    ? object.apiVersion.split('/')
    : ['', object.apiVersion];
  const { namespace = '', name } = object.metadata;
  return { id: `${namespace}_${name}_${group}_${object.kind}`, v: version };
}

/** A Kustomization, ready at its revision. @public */
export function buildKustomization(
  options: KustomizationOptions,
): KubernetesObject {
  const { name, namespace = 'flux-system' } = options;
  const created = options.createdAt ?? DEFAULT_START_TIME;
  const time = toTimestamp(options.updatedAt ?? created);
  const revision =
    options.revision ?? `main@sha1:${commitFor(options.sourceName ?? name, 0)}`;
  const object: Kustomization = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: {
      name,
      namespace,
      creationTimestamp: toTimestamp(created),
      generation: 1,
      finalizers: ['finalizers.fluxcd.io'],
      ...(options.labels && { labels: options.labels }),
    },
    spec: {
      interval: options.interval ?? '10m0s',
      retryInterval: '1m0s',
      timeout: '5m0s',
      prune: true,
      wait: true,
      force: false,
      path: options.path ?? `./apps/${name}`,
      ...(options.targetNamespace && {
        targetNamespace: options.targetNamespace,
      }),
      ...(options.suspend && { suspend: true }),
      sourceRef: {
        kind: options.sourceKind ?? 'GitRepository',
        name: options.sourceName ?? 'flux-system',
      },
    },
    status: {
      observedGeneration: 1,
      conditions: [
        fluxCondition(
          'Ready',
          'True',
          'ReconciliationSucceeded',
          `Applied revision: ${revision}`,
          time,
        ),
        fluxCondition(
          'Healthy',
          'True',
          'Succeeded',
          'Health check passed',
          time,
        ),
      ],
      lastAppliedRevision: revision,
      lastAttemptedRevision: revision,
      inventory: { entries: (options.inventory ?? []).map(inventoryEntry) },
      history: [
        {
          digest: `sha256:${sha256For(name, revision)}`,
          firstReconciled: time,
          lastReconciled: time,
          lastReconciledDuration: '1.2s',
          lastReconciledStatus: 'ReconciliationSucceeded',
          totalReconciliations: 1,
          metadata: { revision },
        },
      ],
    },
  };
  return object;
}

/** What makes a HelmRelease. @public */
export type HelmReleaseOptions = {
  name: string;
  namespace: string;
  labels?: Record<string, string>;
  chart?: string;
  chartVersion: string;
  appVersion?: string;
  repository?: string;
  releaseName?: string;
  suspend?: boolean;
  /** What ran before, newest first. */
  previousChartVersions?: readonly string[];
  createdAt?: number;
  updatedAt?: number;
  values?: Record<string, unknown>;
  /** How often it is looked at, as Go writes durations. */
  interval?: string;
  /** What is done about what somebody changes in the cluster; only told unless given. */
  driftDetection?: 'enabled' | 'warn' | 'disabled';
  /** What is left out when it is looked for drift, as JSON pointers. */
  ignoredPaths?: readonly string[];
};

/** One entry of a HelmRelease's history. */
export function helmSnapshot(options: {
  name: string;
  namespace: string;
  chart: string;
  chartVersion: string;
  appVersion?: string;
  version: number;
  status: string;
  firstDeployed: string;
  lastDeployed: string;
}): NonNullable<NonNullable<HelmRelease['status']>['history']>[number] {
  return {
    name: options.name,
    namespace: options.namespace,
    chartName: options.chart,
    chartVersion: options.chartVersion,
    appVersion: options.appVersion,
    configDigest: `sha256:${sha256For(options.name, 'values')}`,
    digest: `sha256:${sha256For(options.name, options.chartVersion)}`,
    version: options.version,
    status: options.status,
    firstDeployed: options.firstDeployed,
    lastDeployed: options.lastDeployed,
    deleted: null,
  };
}

/** A HelmRelease, released. @public */
export function buildHelmRelease(
  options: HelmReleaseOptions,
): KubernetesObject {
  const { name, namespace, chartVersion, appVersion } = options;
  const chart = options.chart ?? name;
  const previous = options.previousChartVersions ?? [];
  const created = toTimestamp(options.createdAt ?? DEFAULT_START_TIME);
  const updated = toTimestamp(
    options.updatedAt ?? options.createdAt ?? DEFAULT_START_TIME,
  );
  const version = previous.length + 1;
  const snapshot = (
    versionOfChart: string,
    number: number,
    status: string,
    time: string,
  ) =>
    helmSnapshot({
      name,
      namespace,
      chart,
      chartVersion: versionOfChart,
      appVersion,
      version: number,
      status,
      firstDeployed: created,
      lastDeployed: time,
    });
  const verb = version === 1 ? 'install' : 'upgrade';
  const message = `Helm ${verb} succeeded for release ${namespace}/${name}.v${version} with chart ${chart}@${chartVersion}`;
  const reason = version === 1 ? 'InstallSucceeded' : 'UpgradeSucceeded';
  const object: HelmRelease = {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: {
      name,
      namespace,
      creationTimestamp: created,
      generation: version,
      finalizers: ['finalizers.fluxcd.io'],
      ...(options.labels && { labels: options.labels }),
    },
    spec: {
      interval: options.interval ?? '10m0s',
      timeout: '5m0s',
      releaseName: options.releaseName ?? name,
      ...(options.suspend && { suspend: true }),
      chart: {
        spec: {
          chart,
          version: chartVersion,
          interval: '1h0m0s',
          reconcileStrategy: 'ChartVersion',
          sourceRef: {
            kind: 'HelmRepository',
            name: options.repository ?? 'charts',
            namespace: 'flux-system',
          },
        },
      },
      install: { remediation: { retries: 3 } },
      upgrade: { remediation: { retries: 3, strategy: 'rollback' } },
      driftDetection: {
        mode: options.driftDetection ?? 'warn',
        ...(options.ignoredPaths && {
          ignore: [{ paths: [...options.ignoredPaths] }],
        }),
      },
      values: options.values ?? {},
    },
    status: {
      observedGeneration: version,
      conditions: [
        fluxCondition('Ready', 'True', reason, message, updated, version),
        fluxCondition('Released', 'True', reason, message, updated, version),
      ],
      helmChart: `flux-system/${namespace}-${name}`,
      history: [
        snapshot(chartVersion, version, 'deployed', updated),
        ...previous.map((older, index) =>
          snapshot(older, version - index - 1, 'superseded', created),
        ),
      ],
      lastAttemptedConfigDigest: `sha256:${sha256For(name, 'values')}`,
      lastAttemptedGeneration: version,
      lastAttemptedReleaseAction: verb,
      lastAttemptedRevision: chartVersion,
      storageNamespace: namespace,
    },
  };
  return object;
}

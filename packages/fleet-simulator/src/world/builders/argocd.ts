import { DEFAULT_START_TIME, toTimestamp } from '../../clock';
import { commitFor } from '../../random';
import { KubernetesObject } from '../../types';
import { Application, ApplicationSource, ApplicationStatus } from '../kinds';

/** Fields of some resources that an Application leaves out. @public */
export type IgnoredDifferences = {
  group?: string;
  kind: string;
  namespace?: string;
  name?: string;
  jsonPointers?: string[];
  jqPathExpressions?: string[];
  managedFieldsManagers?: string[];
};

/** What makes an Application. @public */
export type ApplicationOptions = {
  name: string;
  namespace?: string;
  project?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  source?: ApplicationSource;
  /** A URL, or `https://kubernetes.default.svc` for Argo CD's own cluster. */
  server?: string;
  targetNamespace?: string;
  selfHeal?: boolean;
  automated?: boolean;
  /** How often a sync is tried again; Argo CD's own number unless given. */
  retries?: number;
  createdAt?: number;
  /** What it leaves out when it compares, and when it syncs. */
  ignoreDifferences?: readonly IgnoredDifferences[];
  /** Replaces the status of a synced and healthy Application, or parts of it. */
  status?: Partial<ApplicationStatus>;
};

/** An Application as somebody applies it: no status. */
export function applicationManifest(options: ApplicationOptions): Application {
  const source = options.source ?? {
    repoURL: 'https://git.company.example/team/deploy.git',
    path: `apps/${options.name}`,
    targetRevision: 'main',
  };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: options.name,
      namespace: options.namespace ?? 'argocd',
      ...(options.labels && { labels: options.labels }),
      ...(options.annotations && { annotations: options.annotations }),
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project: options.project ?? 'default',
      source,
      destination: {
        server: options.server ?? 'https://kubernetes.default.svc',
        namespace: options.targetNamespace ?? 'default',
      },
      syncPolicy: {
        ...(options.automated !== false && {
          automated: { prune: true, selfHeal: options.selfHeal ?? false },
        }),
        ...(options.retries !== undefined && {
          retry: { limit: options.retries },
        }),
        syncOptions: [
          'CreateNamespace=true',
          'ServerSideApply=true',
          ...(options.ignoreDifferences
            ? ['RespectIgnoreDifferences=true']
            : []),
        ],
      },
      ...(options.ignoreDifferences && {
        ignoreDifferences: [...options.ignoreDifferences],
      }),
    },
  };
}

/** An Application with status: synced and healthy unless told otherwise. @public */
export function buildApplication(
  options: ApplicationOptions,
): KubernetesObject {
  const manifest = applicationManifest(options);
  const time = toTimestamp(options.createdAt ?? DEFAULT_START_TIME);
  const revision = commitFor(manifest.spec.source.repoURL, 0);
  return {
    ...manifest,
    metadata: { ...manifest.metadata, creationTimestamp: time, generation: 1 },
    status: {
      sync: {
        status: 'Synced',
        revision,
        comparedTo: {
          source: manifest.spec.source,
          destination: manifest.spec.destination,
        },
      },
      health: { status: 'Healthy', lastTransitionTime: time },
      resources: [],
      summary: {},
      history: [],
      reconciledAt: time,
      sourceType: 'Kustomize',
      controllerNamespace: manifest.metadata.namespace,
      ...options.status,
    },
  };
}

/** An AppProject that allows everything within one repository host. */
export function buildAppProject(options: {
  name: string;
  description: string;
  namespace: string;
  sourceRepositories: string[];
}): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: options.name, namespace: options.namespace },
    spec: {
      description: options.description,
      sourceRepos: options.sourceRepositories,
      destinations: [{ namespace: '*', server: '*' }],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
    },
  };
}

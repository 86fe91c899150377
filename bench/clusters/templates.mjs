/*
 * The objects of the simulated clusters as text: 5.8 KB each, half of it
 * managedFields, as measured on real clusters. A template per kind is cut at its
 * marks once; rendering an object is joining strings, so that serving costs next
 * to nothing beside reading.
 */
import { apiVersionOf } from './kinds.mjs';

const OBJECT_BYTES = 5_800;
const MANAGED_BYTES = OBJECT_BYTES / 2;

const TIME = '2026-11-01T08:00:00Z';

/** What fields a manager owns, nested as API servers write it, of about so many bytes. */
function managedFields(bytes, apiVersion) {
  const fields = {};
  const containers = {};
  fields['f:spec'] = {
    'f:replicas': {},
    'f:template': { 'f:spec': { 'f:containers': containers } },
  };
  const entries = [
    {
      manager: 'argocd-controller',
      operation: 'Apply',
      apiVersion,
      time: TIME,
      fieldsType: 'FieldsV1',
      fieldsV1: fields,
    },
    {
      manager: 'kube-controller-manager',
      operation: 'Update',
      apiVersion,
      time: '@time@',
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:status': {
          'f:conditions': {
            '.': {},
            'k:{"type":"Available"}': { '.': {}, 'f:status': {} },
          },
        },
      },
      subresource: 'status',
    },
  ];
  for (let index = 0; JSON.stringify(entries).length < bytes - 100; index++) {
    containers[`k:{"name":"container-${index}"}`] = {
      '.': {},
      'f:env': {
        [`k:{"name":"SETTING_${index}"}`]: { '.': {}, 'f:value': {} },
      },
      'f:image': {},
      'f:name': {},
    };
  }
  return entries;
}

function podTemplate() {
  return {
    metadata: { labels: { app: '@name@' } },
    spec: {
      containers: [
        {
          name: 'main',
          image: 'registry.example.com/team/@name@:1.0.@tag@',
          ports: [{ containerPort: 8080, protocol: 'TCP' }],
          resources: { requests: { cpu: '100m', memory: '128Mi' } },
          env: [],
        },
      ],
      serviceAccountName: 'default',
    },
  };
}

const condition = (type, reason) => ({
  type,
  status: 'True',
  reason,
  message: `${type} since the last change`,
  lastTransitionTime: TIME,
  lastUpdateTime: TIME,
});

const REVISION = '@sha@';

const labels = { 'backstage.io/kubernetes-id': '@component@', app: '@name@' };

/** Body of a kind, without identity. `labels` bind it to a catalog entity. */
const BODIES = {
  Namespace: () => ({
    metadata: { labels: { 'kubernetes.io/metadata.name': '@name@' } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }),
  Node: () => ({
    metadata: {
      labels: {
        'topology.kubernetes.io/region': '@region@',
        'topology.kubernetes.io/zone': '@region@a',
        'kubernetes.io/os': 'linux',
      },
    },
    spec: { providerID: 'aws:///zone/i-@uid@' },
    status: {
      capacity: { cpu: '8', memory: '32Gi', pods: '110' },
      allocatable: { cpu: '7800m', memory: '30Gi', pods: '110' },
      conditions: [
        { ...condition('Ready', 'KubeletReady'), lastHeartbeatTime: '@time@' },
      ],
      nodeInfo: { kubeletVersion: 'v1.34.2' },
    },
  }),
  Deployment: () => ({
    metadata: { labels, generation: '@#generation@' },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: '@name@' } },
      template: podTemplate(),
    },
    status: {
      observedGeneration: '@#generation@',
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      conditions: [
        condition('Available', 'MinimumReplicasAvailable'),
        condition('Progressing', 'NewReplicaSetAvailable'),
      ],
    },
  }),
  StatefulSet: () => ({
    metadata: { labels, generation: '@#generation@' },
    spec: {
      replicas: 3,
      serviceName: '@name@',
      selector: { matchLabels: { app: '@name@' } },
      template: podTemplate(),
      updateStrategy: { type: 'RollingUpdate' },
    },
    status: {
      observedGeneration: '@#generation@',
      replicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      currentRevision: 'r@tag@',
      updateRevision: 'r@tag@',
    },
  }),
  DaemonSet: () => ({
    metadata: { labels, generation: '@#generation@' },
    spec: {
      selector: { matchLabels: { app: '@name@' } },
      template: podTemplate(),
      updateStrategy: { type: 'RollingUpdate' },
    },
    status: {
      observedGeneration: '@#generation@',
      desiredNumberScheduled: 4,
      currentNumberScheduled: 4,
      updatedNumberScheduled: 4,
      numberReady: 4,
      numberAvailable: 4,
      numberMisscheduled: 0,
    },
  }),
  Application: () => ({
    metadata: { labels, generation: '@#generation@' },
    spec: {
      project: 'default',
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: '@namespace@',
      },
      source: {
        repoURL: 'https://git.example.com/team/@name@.git',
        path: 'deploy',
        targetRevision: 'main',
      },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    },
    status: {
      health: { status: 'Healthy', lastTransitionTime: TIME },
      sync: {
        status: 'Synced',
        revision: REVISION,
        comparedTo: {
          destination: {
            server: 'https://kubernetes.default.svc',
            namespace: '@namespace@',
          },
          source: {
            repoURL: 'https://git.example.com/team/@name@.git',
            path: 'deploy',
            targetRevision: 'main',
          },
        },
      },
      reconciledAt: '@time@',
      history: [
        { id: 1, revision: REVISION, deployedAt: TIME, deployStartedAt: TIME },
      ],
      resources: [
        {
          group: 'apps',
          version: 'v1',
          kind: 'Deployment',
          namespace: '@namespace@',
          name: '@name@',
          status: 'Synced',
          health: { status: 'Healthy' },
        },
      ],
      summary: { images: ['registry.example.com/team/@name@:1.0.@tag@'] },
    },
  }),
  ApplicationSet: () => ({
    metadata: { labels },
    spec: {
      generators: [
        { clusters: { selector: { matchLabels: { env: 'prod' } } } },
      ],
      template: { metadata: { name: '@name@' }, spec: { project: 'default' } },
    },
    status: { conditions: [condition('ResourcesUpToDate', 'Generated@tag@')] },
  }),
  AppProject: () => ({
    metadata: {},
    spec: {
      sourceRepos: ['*'],
      syncWindows: [
        {
          kind: 'deny',
          schedule: '0 22 * * *',
          duration: '@#tag@h',
          applications: ['*'],
        },
      ],
    },
    status: {},
  }),
  GitRepository: () => ({
    metadata: { labels, generation: '@#generation@' },
    spec: {
      url: 'https://git.example.com/team/@name@.git',
      ref: { branch: 'main' },
      interval: '5m',
    },
    status: {
      observedGeneration: '@#generation@',
      conditions: [condition('Ready', 'Succeeded')],
      artifact: { revision: `main@sha1:${REVISION}`, lastUpdateTime: TIME },
    },
  }),
  OCIRepository: () => ({
    metadata: { labels, generation: '@#generation@' },
    spec: {
      url: 'oci://registry.example.com/team/@name@',
      ref: { tag: 'stable' },
      interval: '5m',
    },
    status: {
      observedGeneration: '@#generation@',
      conditions: [condition('Ready', 'Succeeded')],
      artifact: {
        revision: `stable@sha256:${REVISION}${'0'.repeat(24)}`,
        lastUpdateTime: TIME,
      },
    },
  }),
  HelmRepository: () => ({
    metadata: { labels, generation: '@#generation@' },
    spec: { url: 'https://charts.example.com/@name@', interval: '5m' },
    status: {
      observedGeneration: '@#generation@',
      conditions: [condition('Ready', 'Succeeded')],
      artifact: {
        revision: `sha256:${REVISION}${'0'.repeat(24)}`,
        lastUpdateTime: TIME,
      },
    },
  }),
  Kustomization: () => ({
    metadata: { labels, generation: '@#generation@' },
    spec: {
      path: './deploy',
      interval: '5m',
      prune: true,
      sourceRef: { kind: 'GitRepository', name: '@name@' },
    },
    status: {
      observedGeneration: '@#generation@',
      conditions: [condition('Ready', 'ReconciliationSucceeded')],
      lastAppliedRevision: `main@sha1:${REVISION}`,
      lastAttemptedRevision: `main@sha1:${REVISION}`,
      inventory: {
        entries: [{ id: '@namespace@_@name@_apps_Deployment', v: 'v1' }],
      },
    },
  }),
  HorizontalPodAutoscaler: () => ({
    metadata: { labels },
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: '@name@',
      },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 70 },
          },
        },
      ],
    },
    status: {
      currentReplicas: 2,
      desiredReplicas: 2,
      currentMetrics: null,
      conditions: [
        condition('AbleToScale', 'ReadyForNewScale'),
        condition('ScalingActive', 'ValidMetricFound'),
        {
          ...condition('ScalingLimited', 'DesiredWithinRange'),
          status: 'False',
        },
      ],
    },
  }),
  HelmRelease: () => ({
    metadata: { labels, generation: '@#generation@' },
    spec: {
      interval: '5m',
      chart: {
        spec: {
          chart: '@name@',
          version: '1.0.@tag@',
          sourceRef: { kind: 'HelmRepository', name: '@name@' },
        },
      },
    },
    status: {
      observedGeneration: '@#generation@',
      conditions: [condition('Ready', 'UpgradeSucceeded')],
      lastAttemptedRevision: '1.0.@tag@',
      history: [
        {
          chartName: '@name@',
          chartVersion: '1.0.@tag@',
          name: '@name@',
          namespace: '@namespace@',
          status: 'deployed',
          version: 1,
          firstDeployed: TIME,
          lastDeployed: TIME,
          digest: `sha256:${REVISION}`,
        },
      ],
    },
  }),
};

function otherBody() {
  return {
    metadata: { labels },
    spec: podTemplate().spec,
    status: { conditions: [condition('Ready', 'Ready')] },
  };
}

/** Fills the object up to its size with what the kind's manifests are full of: settings. */
function padded(object, bytes) {
  const annotations = {};
  object.metadata.annotations = annotations;
  for (let index = 0; JSON.stringify(object).length < bytes; index++) {
    const missing = bytes - JSON.stringify(object).length;
    annotations[`example.com/setting-${index}`] = 'v'.repeat(
      Math.max(1, Math.min(200, missing - 32)),
    );
  }
  return object;
}

function templateOf(kind) {
  const apiVersion = apiVersionOf(kind);
  const body = (BODIES[kind.kind] ?? otherBody)();
  const object = {
    apiVersion,
    kind: kind.kind,
    ...body,
    metadata: {
      name: '@name@',
      ...(kind.namespaced ? { namespace: '@namespace@' } : {}),
      uid: '@uid@',
      resourceVersion: '@version@',
      creationTimestamp: TIME,
      ...body.metadata,
    },
  };
  padded(object, MANAGED_BYTES);
  object.metadata.managedFields = managedFields(
    OBJECT_BYTES - JSON.stringify(object).length,
    apiVersion,
  );
  // A mark with # stands for a number: its quotes go.
  return JSON.stringify(object)
    .replace(/"@#(\w+)@"/g, '@$1@')
    .replace(/@#(\w+)@/g, '@$1@');
}

const compiled = new Map();

function compile(kind) {
  const known = compiled.get(kind.plural);
  if (known) return known;
  const parts = templateOf(kind).split(
    /@(name|namespace|uid|version|generation|tag|sha|time|component|region)@/,
  );
  const head = `{"apiVersion":"${apiVersionOf(kind)}","kind":"${kind.kind}",`;
  const made = { parts, head };
  compiled.set(kind.plural, made);
  return made;
}

/**
 * One object as JSON.
 *
 * @param marks - what stands for each mark of the templates
 * @param bare - without `apiVersion` and `kind`, as items of built-in lists are
 */
export function render(kind, marks, bare = false) {
  const { parts, head } = compile(kind);
  let text = '';
  for (let index = 0; index < parts.length; index += 2) {
    text += parts[index];
    if (index + 1 < parts.length) text += marks[parts[index + 1]];
  }
  return bare ? `{${text.slice(head.length)}` : text;
}

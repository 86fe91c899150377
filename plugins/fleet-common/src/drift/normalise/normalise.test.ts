import {
  DEPLOYMENT,
  found,
  LIVE_DEPLOYMENT,
  parsed,
} from '../__testUtils__/objects';
import { hasKnownDefaults } from './hasKnownDefaults';
import { normalise } from './normalise';

const POD = { containers: [{ name: 'a', image: 'a:1' }] };
const LIVE_POD = {
  ...LIVE_DEPLOYMENT.spec.template.spec,
  containers: [
    {
      name: 'a',
      image: 'a:1',
      imagePullPolicy: 'IfNotPresent',
      resources: {},
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
    },
  ],
  volumes: undefined,
};
const SELECTOR = { matchLabels: { a: 'b' } };

function objectOf(apiVersion: string, kind: string, rest: object) {
  return { apiVersion, kind, metadata: { name: 'x' }, ...rest };
}

type Pair = [apiVersion: string, kind: string, written: object, kept: object];

const PAIRS: Pair[] = [
  [
    'apps/v1',
    'StatefulSet',
    {
      spec: {
        selector: SELECTOR,
        serviceName: 'x',
        template: { spec: POD },
        volumeClaimTemplates: [
          {
            metadata: { name: 'd' },
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '1Gi' } },
            },
          },
        ],
      },
    },
    {
      spec: {
        replicas: 1,
        selector: SELECTOR,
        serviceName: 'x',
        podManagementPolicy: 'OrderedReady',
        revisionHistoryLimit: 10,
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { partition: 0 },
        },
        persistentVolumeClaimRetentionPolicy: {
          whenDeleted: 'Retain',
          whenScaled: 'Retain',
        },
        template: { metadata: { creationTimestamp: null }, spec: LIVE_POD },
        volumeClaimTemplates: [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name: 'd', creationTimestamp: null },
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '1024Mi' } },
              volumeMode: 'Filesystem',
            },
            status: { phase: 'Pending' },
          },
        ],
      },
    },
  ],
  [
    'apps/v1',
    'DaemonSet',
    { spec: { selector: SELECTOR, template: { spec: POD } } },
    {
      spec: {
        selector: SELECTOR,
        revisionHistoryLimit: 10,
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: 1, maxSurge: 0 },
        },
        template: { metadata: {}, spec: LIVE_POD },
      },
    },
  ],
  [
    'batch/v1',
    'Job',
    { spec: { template: { spec: { ...POD, restartPolicy: 'Never' } } } },
    {
      spec: {
        parallelism: 1,
        completions: 1,
        backoffLimit: 6,
        completionMode: 'NonIndexed',
        suspend: false,
        manualSelector: false,
        podReplacementPolicy: 'TerminatingOrFailed',
        selector: {
          matchLabels: { 'batch.kubernetes.io/controller-uid': '1' },
        },
        template: {
          metadata: {
            labels: {
              'controller-uid': '1',
              'job-name': 'x',
              'batch.kubernetes.io/controller-uid': '1',
              'batch.kubernetes.io/job-name': 'x',
            },
          },
          spec: { ...LIVE_POD, restartPolicy: 'Never' },
        },
      },
    },
  ],
  [
    'batch/v1',
    'CronJob',
    {
      spec: {
        schedule: '* * * * *',
        jobTemplate: {
          spec: { template: { spec: { ...POD, restartPolicy: 'Never' } } },
        },
      },
    },
    {
      spec: {
        schedule: '* * * * *',
        concurrencyPolicy: 'Allow',
        suspend: false,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
        jobTemplate: {
          metadata: { creationTimestamp: null },
          spec: {
            template: {
              metadata: { creationTimestamp: null },
              spec: { ...LIVE_POD, restartPolicy: 'Never' },
            },
          },
        },
      },
    },
  ],
  [
    'v1',
    'Service',
    { spec: { selector: { a: 'b' }, ports: [{ port: 80 }] } },
    {
      spec: {
        type: 'ClusterIP',
        clusterIP: '10.0.0.7',
        clusterIPs: ['10.0.0.7'],
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        internalTrafficPolicy: 'Cluster',
        sessionAffinity: 'None',
        selector: { a: 'b' },
        ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      },
      status: { loadBalancer: {} },
    },
  ],
  [
    'v1',
    'Service',
    {
      spec: {
        type: 'LoadBalancer',
        clusterIP: '',
        sessionAffinity: 'ClientIP',
        ports: [{ port: 80, nodePort: 0 }],
      },
    },
    {
      spec: {
        type: 'LoadBalancer',
        clusterIP: '10.0.0.7',
        clusterIPs: ['10.0.0.7'],
        externalTrafficPolicy: 'Cluster',
        internalTrafficPolicy: 'Cluster',
        allocateLoadBalancerNodePorts: true,
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } },
        ports: [{ port: 80, protocol: 'TCP', targetPort: 80, nodePort: 30123 }],
      },
    },
  ],
  ['v1', 'ConfigMap', { data: {} }, { immutable: false }],
  [
    'v1',
    'Secret',
    { stringData: { a: 'ü' }, data: { a: 'eA==', b: 'Yg=\n=' } },
    { type: 'Opaque', data: { a: 'w7w=', b: 'Yg==' } },
  ],
  [
    'networking.k8s.io/v1',
    'Ingress',
    { spec: { rules: [{ host: 'a', http: { paths: [] } }] } },
    {
      spec: {
        ingressClassName: 'nginx',
        rules: [{ host: 'a', http: { paths: [] } }],
      },
    },
  ],
  [
    'networking.k8s.io/v1',
    'NetworkPolicy',
    {
      spec: {
        podSelector: {},
        ingress: [],
        egress: [{ ports: [{ port: 53 }], to: [] }],
      },
    },
    {
      spec: {
        podSelector: {},
        egress: [{ ports: [{ port: 53, protocol: 'TCP' }] }],
        policyTypes: ['Ingress', 'Egress'],
      },
    },
  ],
  [
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    { spec: { maxReplicas: 3, behavior: { scaleDown: {} } } },
    {
      spec: {
        minReplicas: 1,
        maxReplicas: 3,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: 80 },
            },
          },
        ],
        behavior: {
          scaleUp: {
            stabilizationWindowSeconds: 0,
            selectPolicy: 'Max',
            policies: [
              { type: 'Pods', value: 4, periodSeconds: 15 },
              { type: 'Percent', value: 100, periodSeconds: 15 },
            ],
          },
          scaleDown: {
            selectPolicy: 'Max',
            policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
          },
        },
      },
    },
  ],
  [
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    {
      spec: {
        maxReplicas: 3,
        metrics: [
          {
            type: 'Pods',
            pods: { target: { type: 'AverageValue', averageValue: '1k' } },
          },
        ],
      },
    },
    {
      spec: {
        minReplicas: 1,
        maxReplicas: 3,
        metrics: [
          {
            type: 'Pods',
            pods: { target: { type: 'AverageValue', averageValue: '1000' } },
          },
        ],
      },
    },
  ],
  [
    'policy/v1',
    'PodDisruptionBudget',
    { spec: { minAvailable: 1, selector: {} } },
    { spec: { minAvailable: 1, selector: {} } },
  ],
  ['v1', 'ServiceAccount', {}, { secrets: [{ name: 'x-token-abc' }] }],
  ['rbac.authorization.k8s.io/v1', 'Role', { rules: [] }, { rules: null }],
  [
    'rbac.authorization.k8s.io/v1',
    'ClusterRole',
    { aggregationRule: { clusterRoleSelectors: [] }, rules: [] },
    {
      aggregationRule: { clusterRoleSelectors: [] },
      rules: [{ verbs: ['get'] }],
    },
  ],
  [
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    {
      roleRef: { kind: 'Role', name: 'x' },
      subjects: [
        { kind: 'ServiceAccount', name: 'x', namespace: 'y' },
        { kind: 'User', name: 'z' },
      ],
    },
    {
      roleRef: {
        kind: 'Role',
        name: 'x',
        apiGroup: 'rbac.authorization.k8s.io',
      },
      subjects: [
        { kind: 'ServiceAccount', name: 'x', namespace: 'y' },
        { kind: 'User', name: 'z', apiGroup: 'rbac.authorization.k8s.io' },
      ],
    },
  ],
  [
    'v1',
    'PersistentVolumeClaim',
    { spec: { resources: { requests: { storage: '1Gi' } } } },
    {
      spec: {
        resources: { requests: { storage: '1024Mi' } },
        volumeMode: 'Filesystem',
        volumeName: 'pvc-1',
        storageClassName: 'standard',
      },
    },
  ],
  [
    'v1',
    'PersistentVolume',
    { spec: { capacity: { storage: '1Gi' } } },
    {
      spec: {
        capacity: { storage: '1024Mi' },
        persistentVolumeReclaimPolicy: 'Retain',
        volumeMode: 'Filesystem',
        claimRef: { name: 'y' },
      },
    },
  ],
  [
    'v1',
    'ResourceQuota',
    { spec: { hard: { 'requests.cpu': '1000m', pods: 10 } } },
    { spec: { hard: { 'requests.cpu': '1', pods: '10' } } },
  ],
  [
    'v1',
    'LimitRange',
    { spec: { limits: [{ type: 'Container', default: { cpu: '1000m' } }] } },
    { spec: { limits: [{ type: 'Container', default: { cpu: '1' } }] } },
  ],
  [
    'v1',
    'Namespace',
    {},
    {
      metadata: { name: 'x', labels: { 'kubernetes.io/metadata.name': 'x' } },
      spec: { finalizers: ['kubernetes'] },
    },
  ],
];

describe('what is absent and its default', () => {
  it('are the same for a Deployment', () => {
    expect(found(DEPLOYMENT, LIVE_DEPLOYMENT)).toEqual([]);
    expect(found(DEPLOYMENT, LIVE_DEPLOYMENT, { isExclusive: true })).toEqual(
      [],
    );
    expect(found(LIVE_DEPLOYMENT, DEPLOYMENT)).toEqual([]);
  });

  it.each(PAIRS)('are the same for %s %s, case %#', (...pair) => {
    const [apiVersion, kind, written, kept] = pair;
    const desired = objectOf(apiVersion, kind, written);
    const live = parsed(objectOf(apiVersion, kind, kept));
    expect(found(desired, live)).toEqual([]);
    expect(found(desired, live, { isExclusive: true })).toEqual([]);
    expect(hasKnownDefaults(apiVersion, kind)).toBe(true);
  });

  it.each([
    ['a', 'Always'],
    ['a:latest', 'Always'],
    ['a:1', 'IfNotPresent'],
    ['host:5000/a', 'Always'],
    ['host:5000/a:1', 'IfNotPresent'],
    ['a@sha256:aa', 'IfNotPresent'],
    ['a:latest@sha256:aa', 'Always'],
  ])('of the pull policy of %s is %s', (image, imagePullPolicy) => {
    const withContainer = (container: object) => {
      const object = parsed(DEPLOYMENT);
      object.spec.template.spec.containers = [{ name: 'a', ...container }];
      return object;
    };
    const live = withContainer({ image, imagePullPolicy });
    const options = { isExclusive: true };
    expect(found(withContainer({ image }), live, options)).toEqual([]);
    const other = imagePullPolicy === 'Always' ? 'IfNotPresent' : 'Always';
    expect(
      found(withContainer({ image, imagePullPolicy: other }), live),
    ).toHaveLength(1);
  });

  it.each([
    [{ emptyDir: {} }, {}],
    [{ emptyDir: { sizeLimit: '1Gi' } }, { emptyDir: { sizeLimit: '1024Mi' } }],
    [{ hostPath: { path: '/' } }, { hostPath: { path: '/', type: '' } }],
    [
      { projected: { sources: [{ serviceAccountToken: { path: 't' } }] } },
      {
        projected: {
          defaultMode: 420,
          sources: [
            { serviceAccountToken: { path: 't', expirationSeconds: 3600 } },
          ],
        },
      },
    ],
  ])('are the same for a volume, case %#', (left, right) => {
    const withVolume = (volume: object) => {
      const object = parsed(DEPLOYMENT);
      object.spec.template.spec.volumes = [{ name: 'v', ...volume }];
      return object;
    };
    expect(found(withVolume(left), withVolume(right))).toEqual([]);
    expect(found(withVolume(right), withVolume(left))).toEqual([]);
  });

  it('are not the same where nothing is known of a kind', () => {
    const widget = (spec: object) =>
      objectOf('example.com/v1', 'Widget', { spec });
    expect(hasKnownDefaults('example.com/v1', 'Widget')).toBe(false);
    expect(hasKnownDefaults('apps/v1beta1', 'Deployment')).toBe(false);
    expect(
      found(widget({ list: [], cpu: '1' }), widget({ cpu: '1000m' })),
    ).toEqual(['changed spec.cpu', 'missing spec.list']);
  });

  it('does not make quantities of what is none', () => {
    const withEnv = (value: string) => {
      const object = parsed(DEPLOYMENT);
      object.spec.template.spec.containers[0].env[0].value = value;
      return object;
    };
    expect(found(withEnv('1000m'), withEnv('1'))).toEqual([
      'changed spec.template.spec.containers[name=web].env[name=MODE].value',
    ]);
  });
});

describe('what nobody asks for', () => {
  const withMetadata = (metadata: object) => ({
    ...DEPLOYMENT,
    metadata: { ...DEPLOYMENT.metadata, ...metadata },
  });

  it.each([
    { uid: 'x' },
    { resourceVersion: '2' },
    { generation: 4 },
    { creationTimestamp: 'x' },
    { managedFields: [{}] },
    { selfLink: '/x' },
    { annotations: { 'argocd.argoproj.io/tracking-id': 'x' } },
    { annotations: { 'meta.helm.sh/release-name': 'x' } },
    {
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
    },
    {
      labels: { app: 'cart', 'kustomize.toolkit.fluxcd.io/name': 'x' },
    },
    {
      labels: { app: 'cart', 'helm.toolkit.fluxcd.io/namespace': 'x' },
    },
  ])('is left out: %j', metadata => {
    const options = { isExclusive: true };
    expect(found(DEPLOYMENT, withMetadata(metadata), options)).toEqual([]);
    expect(found(withMetadata(metadata), DEPLOYMENT, options)).toEqual([]);
  });

  it('is not what engines are told by annotations', () => {
    const key = 'kustomize.toolkit.fluxcd.io/reconcile';
    expect(
      found(withMetadata({ annotations: { [key]: 'enabled' } }), DEPLOYMENT),
    ).toEqual(['missing metadata.annotations']);
  });

  it('is not that it was told to go', () => {
    const going = withMetadata({ deletionTimestamp: '2026-01-01T00:00:00Z' });
    expect(found(DEPLOYMENT, going, { isExclusive: true })).toEqual([
      'extra metadata.deletionTimestamp',
    ]);
  });

  it('is a label that the engine sets, where it does', () => {
    const key = 'app.kubernetes.io/instance';
    const desired = withMetadata({ labels: { app: 'cart', [key]: 'a' } });
    const live = withMetadata({ labels: { app: 'cart', [key]: 'b' } });
    expect(found(desired, live)).toEqual([
      'changed metadata.labels["app.kubernetes.io/instance"]',
    ]);
    expect(found(desired, live, { engineLabels: [key] })).toEqual([]);
  });
});

describe('normalise', () => {
  it('changes nothing of what it is given', () => {
    const before = parsed(LIVE_DEPLOYMENT);
    normalise(LIVE_DEPLOYMENT);
    expect(LIVE_DEPLOYMENT).toEqual(before);
  });

  it('does not change its tables', () => {
    const bare = () => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: {},
    });
    const first = normalise(bare());
    if (!('normalised' in first)) throw new Error('refused');
    const spec = first.normalised.object.spec as any;
    spec.strategy.rollingUpdate.maxSurge = 'changed';
    const second = normalise(bare());
    if (!('normalised' in second)) throw new Error('refused');
    expect(second.normalised.object.spec).toHaveProperty(
      'strategy.rollingUpdate.maxSurge',
      '25%',
    );
  });

  it('takes what is of no known form for what it is', () => {
    for (const spec of [1, 'x', [], true, { template: [] }, { strategy: 1 }]) {
      expect(
        normalise({ apiVersion: 'apps/v1', kind: 'Deployment', spec }),
      ).toHaveProperty('normalised');
    }
    for (const kind of ['__proto__', 'constructor', 1, {}, null]) {
      expect(normalise({ apiVersion: kind, kind })).toHaveProperty(
        'normalised',
      );
    }
  });
});

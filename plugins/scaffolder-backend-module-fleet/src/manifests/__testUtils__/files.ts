import type { Edit } from '../edits';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
export { DIGEST };

export const KUSTOMIZATION = `# Production.

apiVersion: kustomize.config.k8s.io/v1beta1
kind:   Kustomization
resources:
- ../../base   # shared

images:
# The shop.
- name: registry.example/shop
  newTag: "1.9"   # asked for in May

- name: proxy
  digest: sha256:${'0'.repeat(64)}
replicas:
- {name: shop,   count: 2}  # two zones
helmCharts:
  - name: redis
    repo: https://charts.example
    version: 18.0.1 # LTS
    releaseName: cache
    valuesInline:
      image: {tag: "7.0"}
patches:
  - patch: |
      # Why: the batch.
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: shop
      spec:
        replicas: 2   # zones
  - path: other.yaml
`;

export const OBJECTS = `# Before all.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        # The app.
        - name: app
          image: 'shop:1.9' # here

          env: [{name: LEVEL, value: debug}]
---
apiVersion: v1
kind: Secret
metadata: {name: shop}
stringData:
  a: b
`;

export const VALUES = `# Of production.
image:
  repository: shop   # ours

  tag:  "1.9"  # bumped by hand
replicaCount: 2
hosts:
  - name: a
    path: /
`;

export const HELM_RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: shop
  namespace: shop
spec:
  interval: 5m
  chart:
    spec:
      chart: shop
      version:  1.0.0   # pinned

      sourceRef:
        kind: HelmRepository
        name: charts
  values:
    # Whatever.
    image:
      tag: '1.9'
`;

export const SOURCES = `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: shop
spec:
  interval: 5m
  url: oci://registry.example/charts/shop
  ref:
    semver: 1.x
---
# Git.
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: shop
spec:
  interval: 5m
  url: https://git.example/shop
  ref:
    branch: main # ours
`;

export const FLUX_KUSTOMIZATION = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: shop, namespace: shop}
spec:
  interval: 5m
  prune: true # yes
  sourceRef: {kind: GitRepository, name: shop}
`;

export const APPLICATION = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  project: shop
  destination: {name: prod, namespace: shop}
  sources:
    # The chart.
    - repoURL: https://charts.example
      chart: shop
      targetRevision:  1.0.0   # pinned
      helm:
        parameters:
          - name: mode
            value: fast # or slow
        valuesObject:
          image: {tag: "1.9"}
    - repoURL: https://git.example/shop
      path: overlays/prod
      targetRevision: main
      kustomize:
        images:
          - shop=registry.example/shop:1.9
`;

export const APPLICATION_OF_TEXT = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: text}
spec:
  project: shop
  destination: {name: prod, namespace: shop}
  source:
    repoURL: https://charts.example
    chart: shop
    targetRevision: 1.0.0
    helm:
      values: |
        # Inside.
        image:
          tag: "1.9" # here

        other: 1
`;

export const APPLICATION_SET = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: shop
spec:
  goTemplate: true
  generators:
    - matrix:
        generators:
          - git:
              repoURL: https://git.example/shop
              revision: HEAD
              files: [{path: "a/*.json"}]
          - list:
              elements:
                # Wave 1.
                - cluster: a
                  revision: v1.9   # for now
                - {cluster: b, revision: v1.8}
  template:
    metadata:
      name: 'shop-{{ .cluster }}'
    spec:
      project: shop
      destination: {name: '{{ .cluster }}', namespace: shop}
      source:
        repoURL: https://git.example/shop
        path: deploy
        targetRevision: '{{ .revision }}'
        helm:
          parameters:
            - name: image.tag
              value: "1.9"
`;

export const FLEET = `# Of all.
defaultNamespace: shop
helm:
  releaseName: shop
  chart: shop
  repo: https://charts.example
  version: 1.0.0   # pinned
  values:
    image: {tag: "1.9"}
targetCustomizations:
  - name: prod # careful
    helm:
      values:
        replicaCount: 3

    clusterSelector:
      matchLabels: {env: prod}
  - name: dev
    clusterName: dev
  - name: off
    doNotDeploy: true
    clusterName: off
`;

export const KARMADA = `apiVersion: policy.karmada.io/v1alpha1
kind: PropagationPolicy
metadata:
  name: shop
spec:
  resourceSelectors:
    - {apiVersion: apps/v1, kind: Deployment, name: shop}
  placement:
    clusterAffinity:
      clusterNames:
        - prod-euw1-a # first
        - canary

        - prod-use1-a # last
---
apiVersion: policy.karmada.io/v1alpha1
kind: OverridePolicy
metadata:
  name: shop
spec:
  resourceSelectors:
    - {apiVersion: apps/v1, kind: Deployment, name: shop}
  overrideRules:
    - targetCluster:
        clusterNames: [prod-euw1-a]
      overriders:
        imageOverrider:
          # Pinned.
          - component: Tag
            operator: replace
            value: "1.9" # May
        plaintext:
          - path: /spec/replicas
            operator: replace
            value: 3 # zones
    - targetCluster:
        clusterNames: [canary]
      overriders: {}
`;

export const OCM = `apiVersion: cluster.open-cluster-management.io/v1beta1
kind: Placement
metadata:
  name: shop
spec:
  clusterSets:
    - staging # always
  numberOfClusters: 2 # for now
  predicates:
    - requiredClusterSelector:
        labelSelector:
          matchLabels:
            wave: "1" # canary
          matchExpressions:
            - key: region
              operator: In
              values: [eu, us]
---
apiVersion: work.open-cluster-management.io/v1alpha1
kind: ManifestWorkReplicaSet
metadata: {name: shop, namespace: default}
spec:
  cascadeDeletionPolicy: Foreground
  placementRefs:
    - name: shop
  manifestWorkTemplate:
    workload:
      manifests:
        - apiVersion: apps/v1
          kind: Deployment
          metadata: {name: shop, namespace: shop}
          spec:
            selector: {matchLabels: {app: shop}}
            template:
              metadata: {labels: {app: shop}}
              spec:
                containers:
                  - name: app
                    image: "registry.example/shop:1.9"   # here

                  - {name: proxy, image: "proxy:1"}
`;

/** An edit of a file, and what of its text becomes what. */
export type Case = readonly [
  what: string,
  text: string,
  edit: Edit,
  old: string,
  now: string,
];

const overlay = 'apps/overlays/prod/kustomization.yaml';
const app = 'apps/prod/shop.yaml';

export const CASES: readonly Case[] = [
  [
    'the tag of an image, as a text',
    KUSTOMIZATION,
    {
      edit: 'kustomize-images',
      file: overlay,
      images: [{ name: 'registry.example/shop', newTag: '1.10' }],
    },
    'newTag: "1.9" ',
    'newTag: "1.10" ',
  ],
  [
    'a digest by a tag',
    KUSTOMIZATION,
    {
      edit: 'kustomize-images',
      file: overlay,
      images: [{ name: 'proxy', newTag: 'v2' }],
    },
    `  digest: sha256:${'0'.repeat(64)}\n`,
    '  newTag: v2\n',
  ],
  [
    'a digest',
    KUSTOMIZATION,
    {
      edit: 'kustomize-images',
      file: overlay,
      images: [{ name: 'proxy', digest: DIGEST, newName: 'other.io/proxy' }],
    },
    `  digest: sha256:${'0'.repeat(64)}\n`,
    `  digest: ${DIGEST}\n  newName: other.io/proxy\n`,
  ],
  [
    'an image that is not there',
    KUSTOMIZATION,
    {
      edit: 'kustomize-images',
      file: overlay,
      images: [{ name: 'new', newTag: '1.0' }],
    },
    'replicas:\n',
    '- name: new\n  newTag: "1.0"\nreplicas:\n',
  ],
  [
    'replicas',
    KUSTOMIZATION,
    {
      edit: 'kustomize-replicas',
      file: overlay,
      replicas: [{ name: 'shop', count: 5 }],
    },
    'count: 2}',
    'count: 5}',
  ],
  [
    'a chart of a kustomization',
    KUSTOMIZATION,
    {
      edit: 'kustomize-helm-chart',
      file: overlay,
      chart: 'redis',
      version: '18.2.0',
    },
    'version: 18.0.1 #',
    'version: 18.2.0 #',
  ],
  [
    'a value of a chart of a kustomization',
    KUSTOMIZATION,
    {
      edit: 'kustomize-helm-chart',
      file: overlay,
      chart: 'redis',
      releaseName: 'cache',
      values: [{ path: 'image.tag', value: '7.2' }],
    },
    'tag: "7.0"',
    'tag: "7.2"',
  ],
  [
    'a patch within a kustomization',
    KUSTOMIZATION,
    {
      edit: 'kustomize-patch',
      file: overlay,
      kind: 'Deployment.apps',
      name: 'shop',
      values: [{ path: 'spec.replicas', value: 6 }],
    },
    'replicas: 2   #',
    'replicas: 6   #',
  ],
  [
    'an image of an object',
    OBJECTS,
    {
      edit: 'object',
      file: app,
      kind: 'Deployment.apps',
      values: [
        {
          path: 'spec.template.spec.containers[name=app].image',
          value: 'shop:2.0',
        },
      ],
    },
    "'shop:1.9'",
    "'shop:2.0'",
  ],
  [
    'a variable of an object',
    OBJECTS,
    {
      edit: 'object',
      file: app,
      kind: 'Deployment.apps',
      values: [
        {
          path: 'spec.template.spec.containers[name=app].env[name=LEVEL].value',
          value: 'on',
        },
      ],
    },
    'value: debug',
    'value: "on"',
  ],
  [
    'a value of a chart',
    VALUES,
    {
      edit: 'helm-values',
      file: 'charts/shop/values-prod.yaml',
      values: [{ path: 'image.tag', value: '1.10' }],
    },
    '"1.9"',
    '"1.10"',
  ],
  [
    'a value of a chart that is new',
    VALUES,
    {
      edit: 'helm-values',
      file: 'charts/shop/values-prod.yaml',
      values: [{ path: 'hosts[name=a].tls.enabled', value: true, add: true }],
    },
    '    path: /\n',
    '    path: /\n    tls:\n      enabled: true\n',
  ],
  [
    'the chart of a HelmRelease',
    HELM_RELEASE,
    { edit: 'flux-helm-release', file: app, chartVersion: '1.2.3-rc.1' },
    'version:  1.0.0 ',
    'version:  1.2.3-rc.1 ',
  ],
  [
    'a value of a HelmRelease',
    HELM_RELEASE,
    {
      edit: 'flux-helm-release',
      file: app,
      name: 'shop',
      namespace: 'shop',
      values: [{ path: 'image.tag', value: '2.0' }],
    },
    "tag: '1.9'",
    "tag: '2.0'",
  ],
  [
    'a range of versions by a tag',
    SOURCES,
    {
      edit: 'flux-source',
      file: app,
      kind: 'OCIRepository',
      ref: { tag: '1.10' },
    },
    '    semver: 1.x\n',
    '    tag: "1.10"\n',
  ],
  [
    'a range of versions by a digest',
    SOURCES,
    {
      edit: 'flux-source',
      file: app,
      kind: 'OCIRepository',
      ref: { digest: DIGEST },
    },
    '    semver: 1.x\n',
    `    digest: ${DIGEST}\n`,
  ],
  [
    'a commit beside its branch',
    SOURCES,
    {
      edit: 'flux-source',
      file: app,
      kind: 'GitRepository',
      ref: { commit: 'c'.repeat(40) },
    },
    'branch: main # ours\n',
    `branch: main # ours\n    commit: ${'c'.repeat(40)}\n`,
  ],
  [
    'an image of a Kustomization of Flux',
    FLUX_KUSTOMIZATION,
    {
      edit: 'flux-kustomization',
      file: app,
      images: [{ name: 'shop', newTag: '1.10' }],
    },
    'name: shop}\n',
    'name: shop}\n  images:\n    - name: shop\n      newTag: "1.10"\n',
  ],
  [
    'the revision of one of several sources',
    APPLICATION,
    {
      edit: 'argo-application',
      file: app,
      name: 'shop',
      source: { chart: 'shop' },
      targetRevision: '1.2.0',
    },
    'targetRevision:  1.0.0 ',
    'targetRevision:  1.2.0 ',
  ],
  [
    'a value of a source',
    APPLICATION,
    {
      edit: 'argo-application',
      file: app,
      source: { chart: 'shop' },
      values: [{ path: 'image.tag', value: '1.10' }],
    },
    'tag: "1.9"',
    'tag: "1.10"',
  ],
  [
    'a parameter of a source',
    APPLICATION,
    {
      edit: 'argo-application',
      file: app,
      source: { chart: 'shop' },
      parameters: [{ name: 'mode', value: 'true' }],
    },
    'value: fast #',
    'value: "true" #',
  ],
  [
    'an image of a source',
    APPLICATION,
    {
      edit: 'argo-application',
      file: app,
      source: { path: 'overlays/prod' },
      images: [{ name: 'shop', digest: DIGEST }],
    },
    '- shop=registry.example/shop:1.9\n',
    `- shop=registry.example/shop@${DIGEST}\n`,
  ],
  [
    'a value in a text of a source',
    APPLICATION_OF_TEXT,
    {
      edit: 'argo-application',
      file: app,
      values: [{ path: 'image.tag', value: '1.10' }],
    },
    'tag: "1.9" #',
    'tag: "1.10" #',
  ],
  [
    'an element of a list',
    APPLICATION_SET,
    {
      edit: 'argo-application-set-element',
      file: app,
      element: { cluster: 'a' },
      values: [{ path: 'revision', value: 'v1.10' }],
    },
    'revision: v1.9 ',
    'revision: v1.10 ',
  ],
  [
    'a parameter of a template',
    APPLICATION_SET,
    {
      edit: 'argo-application-set-template',
      file: app,
      parameters: [{ name: 'image.tag', value: '1.10' }],
    },
    'value: "1.9"',
    'value: "1.10"',
  ],
  [
    'the chart of all targets',
    FLEET,
    {
      edit: 'rancher-fleet',
      file: 'apps/shop/fleet.yaml',
      version: '1.2.0',
    },
    'version: 1.0.0 ',
    'version: 1.2.0 ',
  ],
  [
    'a value of one target',
    FLEET,
    {
      edit: 'rancher-fleet',
      file: 'apps/shop/fleet.yaml',
      target: 'prod',
      values: [{ path: 'replicaCount', value: 4 }],
    },
    'replicaCount: 3\n',
    'replicaCount: 4\n',
  ],
  [
    'the chart of one target, that has none of its own',
    FLEET,
    {
      edit: 'rancher-fleet',
      file: 'apps/shop/fleet.yaml',
      target: 'dev',
      version: '1.3.0',
    },
    '    clusterName: dev\n',
    '    clusterName: dev\n    helm:\n      version: 1.3.0\n',
  ],
  [
    'a cluster more of a policy',
    KARMADA,
    {
      edit: 'karmada-placement',
      file: app,
      kind: 'PropagationPolicy',
      clusters: { add: ['prod-euw1-b', 'canary'] },
    },
    '- prod-use1-a # last\n',
    '- prod-use1-a # last\n        - prod-euw1-b\n',
  ],
  [
    'a cluster less of a policy',
    KARMADA,
    {
      edit: 'karmada-placement',
      file: app,
      kind: 'PropagationPolicy',
      clusters: { remove: ['canary', 'not-there'] },
    },
    '        - canary\n',
    '',
  ],
  [
    'the tag of a rule',
    KARMADA,
    {
      edit: 'karmada-override',
      file: app,
      kind: 'OverridePolicy',
      clusters: ['prod-euw1-a'],
      image: { component: 'Tag', value: '1.10' },
    },
    'value: "1.9" #',
    'value: "1.10" #',
  ],
  [
    'a field of a rule',
    KARMADA,
    {
      edit: 'karmada-override',
      file: app,
      kind: 'OverridePolicy',
      clusters: ['prod-euw1-a'],
      plaintext: [{ path: '/spec/replicas', value: 5 }],
    },
    'value: 3 #',
    'value: 5 #',
  ],
  [
    'a rule that has nothing',
    KARMADA,
    {
      edit: 'karmada-override',
      file: app,
      kind: 'OverridePolicy',
      clusters: ['canary'],
      image: { component: 'Tag', value: DIGEST },
    },
    'overriders: {}\n',
    `overriders: { imageOverrider: [{component: Tag, operator: replace, value: ${DIGEST}}] }\n`,
  ],
  [
    'a set more of a Placement',
    OCM,
    {
      edit: 'ocm-placement',
      file: app,
      clusterSets: { add: ['prod'] },
    },
    '- staging # always\n',
    '- staging # always\n    - prod\n',
  ],
  [
    'a label of a Placement',
    OCM,
    {
      edit: 'ocm-placement',
      file: app,
      labels: [{ key: 'wave', value: '2' }],
    },
    'wave: "1" #',
    'wave: "2" #',
  ],
  [
    'an expression of a Placement',
    OCM,
    {
      edit: 'ocm-placement',
      file: app,
      expressions: [{ key: 'region', values: { remove: ['us'] } }],
    },
    '[eu, us]',
    '[eu]',
  ],
  [
    'how many clusters of a Placement',
    OCM,
    { edit: 'ocm-placement', file: app, numberOfClusters: 5 },
    'numberOfClusters: 2 #',
    'numberOfClusters: 5 #',
  ],
  [
    'an image of a ManifestWorkReplicaSet',
    OCM,
    {
      edit: 'ocm-work',
      file: app,
      kind: 'ManifestWorkReplicaSet',
      workload: { kind: 'Deployment', name: 'shop' },
      container: 'app',
      image: `registry.example:5000/shop@${DIGEST}`,
    },
    '"registry.example/shop:1.9"',
    `"registry.example:5000/shop@${DIGEST}"`,
  ],
];

import { ScenarioInput } from './scenarioSchema';
import { MERIDIAN_CLUSTERS } from './meridianClusters';
import { MERIDIAN_COMPONENTS, MERIDIAN_SYSTEMS } from './meridianComponents';

const SIGN_IN = '<html><body><h1>Sign in to Meridian</h1></body></html>';

/**
 * Meridian: an online shop with payments of its own. Twelve clusters in six
 * regions over three clouds; an Argo CD hub delivers to five of them, two run an
 * Argo CD of their own, four run Flux; one cannot be reached, one forbids
 * nearly everything, one is behind in its Kubernetes version.
 */
export const DEFAULT_SCENARIO: ScenarioInput = {
  name: 'meridian',
  title: 'Meridian',
  dnsDomain: 'meridian.example',
  promotions: {
    stages: [
      { name: 'development', environment: ['development'] },
      { name: 'staging', environment: ['staging'] },
      {
        name: 'production',
        environment: ['production'],
        soakSeconds: 300,
        waves: [
          { name: 'europe', region: ['eu-west-1', 'europe-west4'] },
          { name: 'others' },
        ],
      },
    ],
  },
  teams: [
    {
      name: 'storefront',
      title: 'Storefront',
      description: 'The shop that customers see.',
    },
    {
      name: 'payments',
      title: 'Payments',
      description: 'Money in, money out, and the books.',
    },
    {
      name: 'fulfilment',
      title: 'Fulfilment',
      description: 'From the order to the doorstep.',
    },
    {
      name: 'search',
      title: 'Search',
      description: 'Finding and recommending products.',
      // A commit would let Flux apply anew what somebody has deleted.
      quiet: true,
    },
    {
      name: 'identity',
      title: 'Identity',
      description: 'Accounts, sign-in and sessions.',
    },
    {
      name: 'data',
      title: 'Data',
      description: 'Events, streams and reports.',
    },
    {
      name: 'platform',
      title: 'Platform',
      description: 'Clusters, delivery and observability.',
    },
    {
      name: 'growth',
      title: 'Growth',
      description: 'Campaigns, loyalty and experiments.',
    },
  ],
  domains: [
    { name: 'commerce', title: 'Commerce', owner: 'storefront' },
    { name: 'finance', title: 'Finance', owner: 'payments' },
    { name: 'foundation', title: 'Foundation', owner: 'platform' },
  ],
  systems: MERIDIAN_SYSTEMS,
  components: MERIDIAN_COMPONENTS,
  clusters: MERIDIAN_CLUSTERS,
  services: [
    // Whoever set up its gateway sends everybody to a page.
    {
      cluster: 'prod-use1-b',
      namespace: 'opencost',
      name: 'opencost',
      port: 9003,
      responses: {
        '/allocation/compute': { body: SIGN_IN },
        '/assets': { body: SIGN_IN },
      },
    },
  ],
  spend: {
    weekend: { use: 0.65, autoscaledPods: 0.7 },
    grows: [{ team: 'search', percentPerMonth: 15 }],
    releases: [
      {
        component: 'tax-engine',
        requestsFactor: 2,
        waves: [
          { clusters: ['stage-euw1', 'stage-euw4'], daysAgo: 41 },
          { clusters: ['prod-euw1-a', 'prod-euw4'], daysAgo: 34 },
          { clusters: ['prod-use1-a', 'prod-use1-b'], daysAgo: 13 },
        ],
      },
    ],
    spikes: [
      {
        cluster: 'prod-euw1-a',
        component: 'stream-processor',
        daysAgo: 9,
        podsFactor: 10,
        nodes: 3,
      },
    ],
    gpus: [{ cluster: 'stage-euw4', component: 'feature-store', perPod: 1 }],
    throttled: [{ cluster: 'prod-euw4', component: 'checkout', share: 0.12 }],
    killed: [{ cluster: 'prod-euw4', component: 'media-gateway', daysAgo: 3 }],
    silences: [{ cluster: 'prod-use1-a', daysAgo: 27, days: 7 }],
    budgets: [
      { team: 'storefront', limit: 700, currency: 'USD' },
      { team: 'search', limit: 180, currency: 'USD' },
      { team: 'payments', limit: 1000, currency: 'USD' },
    ],
  },
  rollouts: [
    {
      component: 'checkout',
      version: '1.42.0',
      waves: [
        { name: 'development', clusters: ['dev-use1', 'dev-euw4'] },
        { name: 'canary', clusters: ['stage-euw1', 'stage-euw4'] },
        { name: 'europe', clusters: ['prod-euw1-a', 'prod-euw4'] },
        {
          name: 'americas',
          clusters: ['prod-use1-a', 'prod-use1-b', 'prod-wus2'],
        },
        { name: 'asia-pacific', clusters: ['prod-aps1', 'prod-aue'] },
      ],
      wavesDone: 2,
      // Whoever looks should see something move within seconds.
      pauseTicks: 0,
      restTicks: 1,
    },
  ],
  incidents: [
    {
      type: 'stuck-rollout',
      cluster: 'prod-euw1-a',
      component: 'fraud-screening',
      version: '3.8.0',
      minutesAgo: 42,
    },
    {
      type: 'comparison-error',
      cluster: 'prod-use1-b',
      component: 'campaigns',
      message:
        "Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = Manifest generation error (cached): `kustomize build <path to cached source>/apps/campaigns/overlays/production` failed exit status 1: Error: accumulating resources: accumulation err='accumulating resources from 'banner-config.yaml': open banner-config.yaml: no such file or directory'",
      minutesAgo: 96,
    },
    {
      type: 'helm-retries-exceeded',
      cluster: 'prod-wus2',
      component: 'feature-store',
      chartVersion: '2.4.0',
      message:
        'Helm upgrade failed for release data/feature-store with chart feature-store@2.4.0: context deadline exceeded',
      minutesAgo: 130,
    },
    // What that upgrade waited for.
    {
      type: 'crashing-release',
      cluster: 'prod-wus2',
      component: 'feature-store',
      version: '1.6.0',
      minutesAgo: 128,
    },
    {
      type: 'suspended-kustomization',
      cluster: 'prod-aue',
      component: 'loyalty',
      minutesAgo: 60 * 24 * 3,
    },
    {
      type: 'failed-run',
      cluster: 'prod-euw4',
      component: 'reports',
      minutesAgo: 330,
    },
    {
      type: 'suspended-schedule',
      cluster: 'stage-euw4',
      component: 'search-indexer',
      minutesAgo: 60 * 24 * 2,
    },
    {
      type: 'autoscaler-without-metrics',
      cluster: 'stage-euw4',
      component: 'event-collector',
      minutesAgo: 200,
    },
    {
      type: 'node-not-ready',
      cluster: 'prod-use1-b',
      node: 3,
      minutesAgo: 23,
    },
    {
      type: 'pod-out-of-memory',
      cluster: 'prod-use1-b',
      component: 'metrics-agent',
      minutesAgo: 18,
    },
    {
      type: 'hand-edit',
      cluster: 'prod-use1-a',
      component: 'cart',
      replicas: 3,
      environment: { LOG_LEVEL: 'debug' },
      minutesAgo: 60 * 24 * 6,
    },
    {
      type: 'hand-edit',
      cluster: 'prod-euw1-a',
      component: 'shipping',
      manager: 'kubectl-set',
      version: '2.15.4-hotfix.1',
      minutesAgo: 310,
    },
    {
      type: 'hand-edit',
      cluster: 'prod-euw4',
      component: 'notifications',
      environment: { LOG_LEVEL: 'debug', SMTP_TIMEOUT: '5s' },
      minutesAgo: 75,
    },
  ],
  alerts: [
    {
      cluster: 'prod-euw4',
      component: 'notifications',
      alert: 'ErrorBudgetBurn',
      severity: 'critical',
      summary: 'notifications has burnt half of its error budget in an hour.',
      minutesAgo: 70,
    },
    {
      cluster: 'prod-euw4',
      component: 'checkout',
      alert: 'CPUThrottlingHigh',
      severity: 'info',
      summary: '12 % of the CPU periods of checkout are throttled.',
      minutesAgo: 60 * 9,
    },
    {
      cluster: 'stage-euw4',
      component: 'event-collector',
      alert: 'KubeHpaMetricsMissing',
      severity: 'warning',
      summary:
        'The autoscaler of event-collector has had no metrics for three hours.',
      minutesAgo: 195,
    },
    // Whoever wrote its rule has not said how bad it is.
    {
      cluster: 'stage-euw4',
      component: 'search-indexer',
      alert: 'IndexOlderThanADay',
      minutesAgo: 60 * 20,
    },
  ],
  drifts: [
    // The same edit on three clusters, which Argo CD shows and does not take back.
    {
      type: 'edit-image',
      component: 'warehouse-gateway',
      clusters: ['prod-use1-a', 'prod-euw1-a', 'stage-euw1'],
      version: '1.2.8-hotfix.2',
      minutesAgo: 60 * 26,
    },
    // An autoscaler that somebody has made beside Git, which has a number of replicas.
    {
      type: 'autoscale',
      component: 'order-service',
      clusters: ['prod-euw4'],
      replicas: 3,
      minutesAgo: 190,
    },
    // And one that Flux does not leave in peace.
    {
      type: 'autoscale',
      component: 'token-issuer',
      clusters: ['prod-wus2'],
      replicas: 4,
      minutesAgo: 1,
    },
    {
      type: 'inject-sidecar',
      component: 'refunds',
      clusters: ['dev-use1'],
      version: '1.8.2',
      minutesAgo: 60 * 24 * 2,
    },
    // On prod-aue Flux looks every six hours.
    {
      type: 'delete-configuration',
      component: 'recommendations',
      clusters: ['stage-euw1', 'prod-aue'],
      minutesAgo: 45,
    },
    {
      type: 'extra-deployment',
      component: 'refunds',
      clusters: ['stage-euw1'],
      version: '1.6.4',
      minutesAgo: 60 * 24 * 9,
    },
    {
      type: 'extra-deployment',
      component: 'accounts',
      clusters: ['stage-euw4'],
      version: '5.9.2',
      minutesAgo: 60 * 24 * 12,
    },
    {
      type: 'failed-apply',
      component: 'returns',
      clusters: ['prod-euw4'],
      version: '0.9.15',
      minutesAgo: 35,
    },
  ],
  unowned: [
    {
      cluster: 'prod-use1-a',
      namespace: 'legacy-tools',
      name: 'ftp-bridge',
      image: 'registry.meridian.example/legacy/ftp-bridge:0.9.3',
    },
    {
      cluster: 'prod-use1-a',
      namespace: 'legacy-tools',
      name: 'report-mailer',
      image: 'registry.meridian.example/legacy/report-mailer:2014.11',
    },
    {
      cluster: 'stage-euw4',
      namespace: 'legacy-tools',
      name: 'print-spooler',
      image: 'registry.meridian.example/legacy/print-spooler:1.0.1',
    },
    // Two components claim its image.
    {
      cluster: 'prod-euw4',
      namespace: 'documents',
      name: 'pdf-renderer',
      image: 'registry.meridian.example/shared/pdf-renderer:2.3.0',
      replicas: 2,
    },
    // Labelled by one team, in the namespace of another.
    {
      cluster: 'prod-euw4',
      namespace: 'payments',
      name: 'voucher-redeemer',
      image: 'registry.meridian.example/growth/voucher-redeemer:0.4.0',
      labels: { 'backstage.io/kubernetes-id': 'campaigns' },
    },
    // Installed by hand, and called like a component.
    {
      cluster: 'prod-wus2',
      namespace: 'search',
      name: 'suggest',
      image: 'registry.meridian.example/search/suggest:1.7.0-rc.1',
    },
  ],
  namespaceOwners: [{ namespaces: ['payments', 'billing'], owner: 'payments' }],
};

import { ScenarioInput } from './scenarioSchema';

type Components = NonNullable<ScenarioInput['components']>;
type Placement = Components[number]['placement'];

const SHOP: Placement = {
  environments: ['production', 'staging', 'development'],
};
const SERVING: Placement = { environments: ['production', 'staging'] };
const EVERYWHERE: Placement = {
  environments: ['production', 'staging', 'development', 'management'],
};
/** Where personal data of Europeans may be kept. */
const EUROPE: Placement = {
  clusters: ['prod-euw1-a', 'prod-euw4', 'stage-euw1', 'stage-euw4'],
};
/** One home per continent. */
const HOMES: Placement = {
  clusters: [
    'prod-use1-a',
    'prod-euw1-a',
    'prod-aps1',
    'prod-aue',
    'stage-euw1',
    'dev-use1',
  ],
};

/** The systems; each runs in a namespace of its own. */
export const MERIDIAN_SYSTEMS: NonNullable<ScenarioInput['systems']> = [
  {
    name: 'web-shop',
    title: 'Web shop',
    domain: 'commerce',
    owner: 'storefront',
    namespace: 'storefront',
  },
  {
    name: 'discovery',
    title: 'Search and discovery',
    domain: 'commerce',
    owner: 'search',
    namespace: 'search',
  },
  {
    name: 'order-fulfilment',
    title: 'Order fulfilment',
    domain: 'commerce',
    owner: 'fulfilment',
    namespace: 'fulfilment',
  },
  {
    name: 'customer-growth',
    title: 'Customer growth',
    domain: 'commerce',
    owner: 'growth',
    namespace: 'growth',
  },
  {
    name: 'payment-processing',
    title: 'Payment processing',
    domain: 'finance',
    owner: 'payments',
    namespace: 'payments',
  },
  {
    name: 'billing',
    title: 'Billing',
    domain: 'finance',
    owner: 'payments',
    namespace: 'billing',
  },
  {
    name: 'identity-access',
    title: 'Identity and access',
    domain: 'foundation',
    owner: 'identity',
    namespace: 'identity',
  },
  {
    name: 'data-platform',
    title: 'Data platform',
    domain: 'foundation',
    owner: 'data',
    namespace: 'data',
  },
  {
    name: 'observability',
    title: 'Observability',
    domain: 'foundation',
    owner: 'platform',
    namespace: 'observability',
  },
  {
    name: 'developer-platform',
    title: 'Developer platform',
    domain: 'foundation',
    owner: 'platform',
    namespace: 'platform-system',
  },
];

const WEB_SHOP: Components = [
  {
    name: 'shop-web',
    system: 'web-shop',
    type: 'website',
    description: 'The pages of the shop.',
    version: '5.12.1',
    replicas: 3,
    autoscaled: true,
    host: 'shop',
    placement: SHOP,
  },
  {
    name: 'product-page',
    system: 'web-shop',
    type: 'website',
    description: 'Everything about one product.',
    version: '3.4.0',
    binding: 'app-selector',
    placement: SHOP,
  },
  {
    name: 'cart',
    system: 'web-shop',
    description: 'What a customer is about to buy.',
    version: '2.27.0',
    placement: SHOP,
  },
  {
    name: 'checkout',
    system: 'web-shop',
    description: 'From the cart to the paid order.',
    image: 'storefront/checkout',
    version: '1.41.2',
    previousVersion: '1.41.1',
    replicas: 3,
    placement: SHOP,
  },
  {
    name: 'media-gateway',
    system: 'web-shop',
    description: 'Resizes and serves pictures.',
    version: '0.18.5',
    binding: 'app-selector',
    autoscaled: true,
    placement: SERVING,
  },
];

const DISCOVERY: Components = [
  {
    name: 'search-api',
    system: 'discovery',
    description: 'Answers what customers type.',
    version: '4.9.3',
    autoscaled: true,
    placement: SHOP,
  },
  {
    name: 'search-indexer',
    system: 'discovery',
    description: 'Keeps the index up to date.',
    version: '4.9.3',
    replicas: 1,
    binding: 'app-selector',
    schedule: '0 3 * * *',
    placement: SERVING,
  },
  {
    name: 'suggest',
    system: 'discovery',
    description: 'Completes what customers type.',
    version: '1.6.0',
    replicas: 1,
    binding: 'app-selector',
    placement: HOMES,
  },
  {
    name: 'recommendations',
    system: 'discovery',
    description: 'What else a customer may like.',
    version: '7.0.2',
    configuration: true,
    interval: '6h0m0s',
    placement: HOMES,
  },
];

const FULFILMENT: Components = [
  {
    name: 'order-service',
    system: 'order-fulfilment',
    description: 'The life of an order.',
    version: '6.3.1',
    configuration: true,
    placement: SHOP,
  },
  {
    name: 'inventory',
    system: 'order-fulfilment',
    description: 'What lies in which warehouse.',
    version: '3.11.0',
    binding: 'app-selector',
    placement: SERVING,
  },
  {
    name: 'shipping',
    system: 'order-fulfilment',
    description: 'Labels, carriers and tracking.',
    version: '2.15.3',
    placement: SERVING,
  },
  {
    name: 'warehouse-gateway',
    system: 'order-fulfilment',
    description: 'Talks to the warehouses.',
    version: '1.2.8',
    replicas: 1,
    binding: 'app-selector',
    placement: HOMES,
  },
  {
    name: 'returns',
    system: 'order-fulfilment',
    description: 'What comes back.',
    version: '0.9.14',
    replicas: 1,
    binding: 'app-name',
    placement: {
      clusters: ['prod-euw4', 'dev-use1', 'prod-wus2', 'stage-euw4'],
    },
  },
];

const GROWTH: Components = [
  {
    name: 'campaigns',
    system: 'customer-growth',
    description: 'Banners, vouchers and seasons.',
    version: '1.19.0',
    replicas: 1,
    placement: homesAnd('prod-use1-b'),
  },
  {
    name: 'loyalty',
    system: 'customer-growth',
    description: 'Points and levels.',
    version: '2.2.6',
    replicas: 1,
    binding: 'delivery-label',
    placement: {
      clusters: ['prod-wus2', 'prod-aue', 'stage-euw4', 'dev-euw4'],
    },
  },
  {
    name: 'notifications',
    system: 'customer-growth',
    description: 'Mail, push and text messages.',
    version: '3.0.7',
    binding: 'app-selector',
    placement: SERVING,
  },
  {
    name: 'experiments',
    system: 'customer-growth',
    description: 'Who sees which variant.',
    version: '0.33.1',
    replicas: 1,
    placement: HOMES,
  },
];

const PAYMENTS: Components = [
  {
    name: 'payment-gateway',
    system: 'payment-processing',
    description: 'Cards, wallets and bank transfers.',
    version: '8.4.2',
    placement: SHOP,
  },
  {
    name: 'ledger',
    system: 'payment-processing',
    description: 'The books, double entry.',
    kind: 'StatefulSet',
    version: '5.1.0',
    packaging: 'helm',
    chartVersion: '3.2.1',
    placement: SERVING,
  },
  {
    name: 'fraud-screening',
    system: 'payment-processing',
    description: 'Scores payments before they happen.',
    version: '3.7.4',
    placement: SERVING,
  },
  {
    name: 'refunds',
    system: 'payment-processing',
    description: 'Money back.',
    version: '1.8.1',
    replicas: 1,
    binding: 'app-selector',
    placement: HOMES,
  },
  {
    name: 'payout-scheduler',
    system: 'payment-processing',
    description: 'Pays merchants on time.',
    version: '2.0.3',
    replicas: 1,
    binding: 'delivery-source',
    schedule: '*/30 * * * *',
    placement: { clusters: ['prod-euw4', 'dev-use1', 'prod-aue'] },
  },
];

const BILLING: Components = [
  {
    name: 'invoicing',
    system: 'billing',
    description: 'Invoices and reminders.',
    version: '4.0.11',
    replicas: 1,
    binding: 'image',
    claimsImages: ['shared/pdf-renderer'],
    placement: HOMES,
  },
  {
    name: 'tax-engine',
    system: 'billing',
    description: 'Which tax is due where.',
    version: '2026.4.0',
    previousVersion: '2026.3.2',
    placement: SERVING,
  },
];

const IDENTITY: Components = [
  {
    name: 'login',
    system: 'identity-access',
    type: 'website',
    description: 'The sign-in pages.',
    version: '2.8.0',
    autoscaled: true,
    host: 'login',
    placement: SHOP,
  },
  {
    name: 'accounts',
    system: 'identity-access',
    description: 'Customers and their data.',
    version: '6.0.5',
    binding: 'app-selector',
    placement: EUROPE,
  },
  {
    name: 'token-issuer',
    system: 'identity-access',
    description: 'Issues and revokes tokens.',
    version: '1.14.2',
    interval: '2m0s',
    placement: SHOP,
  },
  {
    name: 'session-store',
    system: 'identity-access',
    description: 'Sessions in memory, replicated.',
    kind: 'StatefulSet',
    version: '7.4.1',
    packaging: 'helm',
    chartVersion: '1.9.0',
    binding: 'app-selector',
    port: 6379,
    placement: SERVING,
  },
];

const DATA: Components = [
  {
    name: 'event-collector',
    system: 'data-platform',
    description: 'Takes in what happens.',
    version: '3.3.0',
    autoscaled: true,
    placement: SERVING,
  },
  {
    name: 'stream-processor',
    system: 'data-platform',
    description: 'Aggregates events as they come.',
    version: '2.21.4',
    binding: 'app-selector',
    placement: HOMES,
  },
  {
    name: 'feature-store',
    system: 'data-platform',
    description: 'Features for models, online.',
    kind: 'StatefulSet',
    version: '1.5.2',
    packaging: 'helm',
    chartVersion: '2.3.1',
    placement: {
      clusters: ['prod-wus2', 'prod-euw4', 'prod-use1-a', 'stage-euw4'],
    },
  },
  {
    name: 'reports',
    system: 'data-platform',
    description: 'Nightly reports.',
    version: '0.27.0',
    replicas: 1,
    binding: 'app-selector',
    schedule: '30 2 * * *',
    claimsImages: ['shared/pdf-renderer'],
    placement: EUROPE,
  },
];

const OBSERVABILITY: Components = [
  {
    name: 'log-agent',
    system: 'observability',
    description: 'Ships logs from every node.',
    kind: 'DaemonSet',
    version: '3.2.4',
    packaging: 'helm',
    chartVersion: '0.48.3',
    port: 2020,
    placement: EVERYWHERE,
  },
  {
    name: 'metrics-agent',
    system: 'observability',
    description: 'Reads metrics of every node.',
    kind: 'DaemonSet',
    version: '1.10.2',
    packaging: 'helm',
    chartVersion: '4.51.0',
    binding: 'app-selector',
    port: 9100,
    placement: EVERYWHERE,
  },
  {
    name: 'alert-router',
    system: 'observability',
    description: 'Wakes the right person.',
    version: '0.31.1',
    replicas: 1,
    placement: homesAnd('mgmt-euw1'),
  },
];

const DEVELOPER_PLATFORM: Components = [
  {
    name: 'ingress-gateway',
    system: 'developer-platform',
    description: 'Traffic from outside.',
    version: '1.13.0',
    packaging: 'helm',
    chartVersion: '4.12.3',
    placement: EVERYWHERE,
  },
  {
    name: 'certificate-issuer',
    system: 'developer-platform',
    description: 'Certificates, renewed in time.',
    version: '1.19.1',
    replicas: 1,
    packaging: 'helm',
    chartVersion: '1.19.1',
    binding: 'app-selector',
    placement: EVERYWHERE,
  },
  {
    name: 'cluster-dns',
    system: 'developer-platform',
    description: 'Names inside the cluster.',
    workload: 'coredns',
    namespace: 'kube-system',
    image: 'platform/coredns',
    version: '1.13.1',
    port: 53,
    placement: EVERYWHERE,
  },
  {
    name: 'argo-cd',
    system: 'developer-platform',
    description: 'Delivers from Git.',
    workload: 'argocd-application-controller',
    kind: 'StatefulSet',
    namespace: 'argocd',
    image: 'platform/argocd',
    version: '3.2.3',
    replicas: 1,
    port: 8082,
    placement: {
      clusters: ['mgmt-euw1', 'prod-euw4', 'dev-use1'],
      engine: 'argocd',
    },
  },
  {
    name: 'flux',
    system: 'developer-platform',
    description: 'Delivers from Git.',
    workload: 'kustomize-controller',
    namespace: 'flux-system',
    image: 'platform/kustomize-controller',
    version: '1.7.3',
    replicas: 1,
    placement: { ...EVERYWHERE, engine: 'flux' },
  },
];

function homesAnd(cluster: string): Placement {
  return { clusters: [...(HOMES.clusters ?? []), cluster] };
}

/** The components, by system. */
export const MERIDIAN_COMPONENTS: Components = [
  ...WEB_SHOP,
  ...DISCOVERY,
  ...FULFILMENT,
  ...GROWTH,
  ...PAYMENTS,
  ...BILLING,
  ...IDENTITY,
  ...DATA,
  ...OBSERVABILITY,
  ...DEVELOPER_PLATFORM,
];

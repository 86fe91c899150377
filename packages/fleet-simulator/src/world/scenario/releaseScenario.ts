import { ScenarioInput } from './scenarioSchema';

type Cluster = NonNullable<ScenarioInput['clusters']>[number];

/** The waves, each with the region that it reaches. */
const WAVES = [
  { name: 'canary', region: 'eu-north-1', short: 'eun1', title: 'Stockholm' },
  { name: 'europe', region: 'eu-west-1', short: 'euw1', title: 'Ireland' },
  { name: 'americas', region: 'us-east-1', short: 'use1', title: 'Virginia' },
];

/** Who delivers to one cluster of each region. */
const ENGINES: {
  name: string;
  title: string;
  delivery: Cluster['delivery'];
}[] = [
  {
    name: 'argocd',
    title: 'Argo CD',
    delivery: { engine: 'argocd', hub: 'hub-argocd' },
  },
  { name: 'flux', title: 'Flux', delivery: { engine: 'flux' } },
  {
    name: 'ocm',
    title: 'Open Cluster Management',
    delivery: { engine: 'ocm', hub: 'hub-ocm' },
  },
];

const COMMON = {
  provider: 'aws',
  owner: 'platform',
  kubernetesVersion: '1.35.1',
} as const;

const HUB: Omit<Cluster, 'name' | 'delivery'> = {
  ...COMMON,
  region: 'eu-west-1',
  zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  environment: 'management',
  tier: 'internal',
  nodes: 3,
  instanceType: 'm7i.xlarge',
};

const HUBS: Cluster[] = [
  {
    ...HUB,
    name: 'hub-argocd',
    title: 'Hub, Argo CD',
    delivery: { engine: 'argocd' },
  },
  {
    ...HUB,
    name: 'hub-ocm',
    title: 'Hub, Open Cluster Management',
    delivery: { engine: 'none' },
    systems: ['open-cluster-management'],
  },
];

function memberName(short: string, engine: string): string {
  return `${short}-${engine}`;
}

const MEMBERS: Cluster[] = WAVES.flatMap(({ region, short, title }) =>
  ENGINES.map(
    (engine): Cluster => ({
      ...COMMON,
      name: memberName(short, engine.name),
      title: `${title}, ${engine.title}`,
      region,
      zones: ['a', 'b', 'c'].map(zone => `${region}${zone}`),
      environment: 'production',
      tier: 'critical',
      nodes: 3,
      instanceType: 'm7i.2xlarge',
      delivery: engine.delivery,
      systems: engine.name === 'ocm' ? ['open-cluster-management'] : [],
    }),
  ),
);

const COMPONENTS: NonNullable<ScenarioInput['components']> = [
  {
    name: 'checkout',
    system: 'web-shop',
    description: 'From the cart to the payment.',
    version: '1.41.2',
    replicas: 3,
    progressDeadlineSeconds: 60,
    placement: { environments: ['production'] },
  },
  {
    name: 'cart',
    system: 'web-shop',
    description: 'What a customer means to buy.',
    version: '2.8.1',
    replicas: 2,
    placement: { environments: ['production'] },
  },
  {
    name: 'product-page',
    system: 'web-shop',
    type: 'website',
    description: 'The page of one product.',
    version: '5.3.0',
    replicas: 2,
    host: 'products',
    placement: { environments: ['production'] },
  },
  {
    name: 'payment-gateway',
    system: 'payment-processing',
    description: 'Speaks to the providers of payments.',
    version: '3.7.4',
    replicas: 2,
    placement: { environments: ['production'] },
  },
];

/**
 * A release that anybody may start: nine clusters in three regions, of which Argo
 * CD's hub, Flux and Open Cluster Management's hub deliver to one each. All is well
 * and nothing moves before a release is asked for.
 */
export const RELEASE_SCENARIO: ScenarioInput = {
  name: 'release',
  title: 'Meridian, releases',
  dnsDomain: 'meridian.example',
  quiet: true,
  syncRetries: 1,
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
      name: 'platform',
      title: 'Platform',
      description: 'Clusters, delivery and observability.',
    },
  ],
  domains: [
    { name: 'commerce', title: 'Commerce', owner: 'storefront' },
    { name: 'finance', title: 'Finance', owner: 'payments' },
  ],
  systems: [
    {
      name: 'web-shop',
      title: 'Web shop',
      domain: 'commerce',
      owner: 'storefront',
      namespace: 'storefront',
    },
    {
      name: 'payment-processing',
      title: 'Payment processing',
      domain: 'finance',
      owner: 'payments',
      namespace: 'payments',
    },
  ],
  components: COMPONENTS,
  clusters: [...HUBS, ...MEMBERS],
  rollouts: COMPONENTS.map(({ name, version }) => ({
    component: name,
    version,
    onDemand: true,
    waves: WAVES.map(wave => ({
      name: wave.name,
      clusters: ENGINES.map(engine => memberName(wave.short, engine.name)),
    })),
  })),
};

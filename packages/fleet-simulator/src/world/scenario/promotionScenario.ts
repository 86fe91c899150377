import type { ScenarioInput } from './scenarioSchema';

type Cluster = NonNullable<ScenarioInput['clusters']>[number];

const HUB = 'hub';

function cluster(
  name: string,
  options: Pick<Cluster, 'title' | 'region' | 'environment' | 'stage'> &
    Partial<Cluster>,
): Cluster {
  const { region } = options;
  return {
    name,
    provider: 'aws',
    zones: ['a', 'b'].map(zone => `${region}${zone}`),
    tier: options.environment === 'production' ? 'critical' : 'internal',
    owner: 'platform',
    kubernetesVersion: '1.35.1',
    nodes: 2,
    instanceType: 'm7i.large',
    delivery: { engine: 'argocd', hub: HUB },
    ...options,
  };
}

/** How a portal is told of these stages, as `fleet.promotions.stages`. */
export const PROMOTION_STAGES = [
  { name: 'dev', environment: ['development'] },
  { name: 'staging', environment: ['staging'], soakSeconds: 30 },
  {
    name: 'production',
    soakSeconds: 30,
    environment: ['production'],
    waves: [
      { name: 'canary', region: ['eu-north-1'] },
      { name: 'wave-2', region: ['eu-west-1', 'us-east-1'] },
    ],
  },
];

/**
 * A release on its way from stage to stage by commits: Argo CD of one hub brings `cart` to
 * each stage from a real Git repository. 2.9.0 is in dev and staging, 2.8.1 in production,
 * of which one region is the canary and two are the wave after it. `prod-aps1` is a cluster
 * that nothing knows of before it is registered.
 */
export const PROMOTION_SCENARIO: ScenarioInput = {
  name: 'promotion',
  title: 'Meridian, promotions',
  dnsDomain: 'meridian.example',
  quiet: true,
  syncRetries: 1,
  git: { repository: 'platform/fleet', hub: HUB },
  promotions: {
    stages: PROMOTION_STAGES,
    template: 'template:default/promote-release',
  },
  teams: [
    { name: 'storefront', title: 'Storefront' },
    { name: 'platform', title: 'Platform' },
  ],
  domains: [{ name: 'commerce', title: 'Commerce', owner: 'storefront' }],
  systems: [
    {
      name: 'web-shop',
      title: 'Web shop',
      domain: 'commerce',
      owner: 'storefront',
      namespace: 'storefront',
    },
  ],
  components: [
    {
      name: 'cart',
      system: 'web-shop',
      description: 'What a customer means to buy.',
      version: '2.8.1',
      previousVersion: '2.8.0',
      replicas: 2,
      progressDeadlineSeconds: 60,
      source: { versions: { dev: '2.9.0', staging: '2.9.0' } },
      placement: {
        environments: ['development', 'staging', 'production'],
      },
    },
  ],
  clusters: [
    cluster(HUB, {
      title: 'Hub',
      region: 'eu-west-1',
      environment: 'management',
      delivery: { engine: 'argocd' },
      systems: ['external-secrets'],
    }),
    cluster('dev-euw1', {
      title: 'Development',
      region: 'eu-west-1',
      environment: 'development',
      stage: 'dev',
    }),
    cluster('stage-euw1', {
      title: 'Staging',
      region: 'eu-west-1',
      environment: 'staging',
      stage: 'staging',
    }),
    cluster('prod-eun1', {
      title: 'Production, Stockholm',
      region: 'eu-north-1',
      environment: 'production',
      stage: 'canary',
    }),
    cluster('prod-euw1', {
      title: 'Production, Ireland',
      region: 'eu-west-1',
      environment: 'production',
      stage: 'wave-2',
    }),
    cluster('prod-use1', {
      title: 'Production, Virginia',
      region: 'us-east-1',
      environment: 'production',
      stage: 'wave-2',
    }),
    cluster('prod-aps1', {
      title: 'Production, Mumbai',
      region: 'ap-south-1',
      environment: 'production',
      stage: 'wave-2',
      delivery: { engine: 'none' },
      spare: true,
    }),
  ],
};

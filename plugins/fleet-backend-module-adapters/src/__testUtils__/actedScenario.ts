import type { ScenarioInput } from '@fleetview/fleet-simulator';

const PLACED = { environments: ['production' as const] };

/** One small cluster with a workload of each kind, and Argo Rollouts. */
export const ACTED_SCENARIO: ScenarioInput = {
  name: 'acted',
  teams: [{ name: 'storefront', title: 'Storefront' }],
  domains: [{ name: 'commerce', title: 'Commerce', owner: 'storefront' }],
  systems: [
    { name: 'shop', title: 'Shop', domain: 'commerce', owner: 'storefront' },
  ],
  components: [
    ...['one', 'two', 'three', 'four'].map(name => ({
      name,
      system: 'shop',
      version: '1.4.2',
      placement: PLACED,
      ...(name === 'one' ? { schedule: '0 3 * * *' } : {}),
    })),
    {
      name: 'books',
      system: 'shop',
      kind: 'StatefulSet',
      version: '5.1.0',
      placement: PLACED,
    },
    {
      name: 'logs',
      system: 'shop',
      kind: 'DaemonSet',
      version: '3.2.4',
      placement: PLACED,
    },
  ],
  clusters: [
    {
      name: 'prod',
      provider: 'aws',
      region: 'eu-west-1',
      zones: ['eu-west-1a'],
      environment: 'production',
      tier: 'critical',
      owner: 'storefront',
      kubernetesVersion: '1.35.1',
      nodes: 2,
      instanceType: 'm7i.large',
      delivery: { engine: 'flux' },
      systems: ['argo-rollouts'],
    },
  ],
};

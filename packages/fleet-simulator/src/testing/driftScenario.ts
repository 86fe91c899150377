import type { ScenarioInput } from '../world/scenario/scenarioSchema';

type Cluster = NonNullable<ScenarioInput['clusters']>[number];

function cluster(
  name: string,
  delivery: Cluster['delivery'],
  systems: string[] = [],
): Cluster {
  const isHub = name.startsWith('hub-');
  return {
    name,
    provider: 'aws',
    region: 'eu-west-1',
    zones: ['eu-west-1a', 'eu-west-1b'],
    environment: isHub ? 'management' : 'production',
    tier: 'critical',
    owner: 'platform',
    kubernetesVersion: '1.35.1',
    nodes: 2,
    instanceType: 'm7i.large',
    delivery,
    systems,
  };
}

const everywhere = { placement: { environments: ['production' as const] } };

/**
 * Three clusters of a hub with Argo CD, one with Flux and two of a hub of Open
 * Cluster Management; nothing moves in them by itself. `web` is left as it is,
 * `healed` is healed by Argo CD, `warned` and `corrected` are charts.
 */
export const DRIFT_SCENARIO: ScenarioInput = {
  name: 'drift',
  dnsDomain: 'drift.example',
  quiet: true,
  syncRetries: 1,
  teams: [{ name: 'platform', title: 'Platform' }],
  domains: [{ name: 'shop', title: 'Shop', owner: 'platform' }],
  systems: [
    {
      name: 'web',
      title: 'Web',
      domain: 'shop',
      owner: 'platform',
      namespace: 'web',
    },
  ],
  components: [
    {
      name: 'web',
      system: 'web',
      version: '1.2.0',
      replicas: 2,
      configuration: true,
      ...everywhere,
    },
    {
      name: 'healed',
      system: 'web',
      version: '2.0.0',
      replicas: 2,
      configuration: true,
      selfHeal: true,
      interval: '5m0s',
      ...everywhere,
    },
    {
      name: 'warned',
      system: 'web',
      version: '3.0.0',
      packaging: 'helm',
      configuration: true,
      interval: '5m0s',
      ...everywhere,
    },
    {
      name: 'corrected',
      system: 'web',
      version: '4.0.0',
      packaging: 'helm',
      configuration: true,
      interval: '5m0s',
      driftDetection: 'enabled',
      ...everywhere,
    },
  ],
  clusters: [
    cluster('hub-argocd', { engine: 'argocd' }),
    cluster('hub-ocm', { engine: 'none' }, ['open-cluster-management']),
    ...['argo-1', 'argo-2', 'argo-3'].map(name =>
      cluster(name, { engine: 'argocd', hub: 'hub-argocd' }),
    ),
    cluster('flux-1', { engine: 'flux' }),
    ...['ocm-1', 'ocm-2'].map(name =>
      cluster(name, { engine: 'ocm', hub: 'hub-ocm' }, [
        'open-cluster-management',
      ]),
    ),
  ],
};

import type { SimulatedCluster } from '../../../SimulatedCluster';
import type { ScenarioCluster } from '../../scenario/scenarioSchema';

const PLATFORMS = { aws: 'AWS', gcp: 'GCP', azure: 'Azure' };
const PRODUCTS = { aws: 'EKS', gcp: 'GKE', azure: 'AKS' };

/** What the agent of a cluster claims of it, by name. */
export function claimsOf(
  { provider, region, kubernetesVersion }: ScenarioCluster,
  { store }: SimulatedCluster,
): { name: string; value: string }[] {
  const uid = store.get({
    apiVersion: 'v1',
    kind: 'Namespace',
    name: 'kube-system',
  })?.metadata.uid;
  const suffix = 'open-cluster-management.io';
  return [
    { name: 'id.k8s.io', value: uid ?? '' },
    { name: `kubeversion.${suffix}`, value: `v${kubernetesVersion}` },
    { name: `platform.${suffix}`, value: PLATFORMS[provider] },
    { name: `product.${suffix}`, value: PRODUCTS[provider] },
    { name: `region.${suffix}`, value: region },
  ];
}

import { keepKeys } from '@fleetview/backstage-plugin-fleet-node';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Kept before all others, as they tell which cluster it is and where. */
const FIRST = [
  'id.k8s.io',
  'id.openshift.io',
  'cluster.clusterset.k8s.io',
  'clusterset.k8s.io',
  'kubeversion.open-cluster-management.io',
  'platform.open-cluster-management.io',
  'product.open-cluster-management.io',
  'region.open-cluster-management.io',
];

/** Claims by name, at most 64. */
export function readClaims(
  claims: readonly { name: string; value: string }[],
): Record<string, string> {
  const values: Record<string, string> = Object.create(null);
  for (const { name, value } of claims) values[name] = value;
  return keepKeys(values, { first: FIRST, rest: true });
}

/**
 * The UID of the namespace `kube-system`, where the claim `id.k8s.io` is one:
 * some systems write the cluster's name there.
 */
export function readClaimedUid(
  claims: Readonly<Record<string, string>>,
): string | undefined {
  const id = claims['id.k8s.io'];
  return id !== undefined && UUID.test(id) ? id.toLowerCase() : undefined;
}

import { keepKeys } from '@fleetview/backstage-plugin-fleet-node';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The cluster's own id in its set, newest name first, and the set's. */
const IDS = ['cluster.clusterset.k8s.io', 'id.k8s.io'];
const SET = 'clusterset.k8s.io';

/** Properties by name, at most 64. */
export function readProperties(
  properties: readonly { name: string; value: string }[],
): Record<string, string> {
  const values: Record<string, string> = Object.create(null);
  for (const { name, value } of properties) values[name] = value;
  return keepKeys(values, { first: [...IDS, SET], rest: true });
}

/**
 * The UID of the namespace `kube-system`, which the About API recommends as the
 * id; an id of another form is only shown.
 */
export function readClaimedUid(
  properties: Readonly<Record<string, string>>,
): string | undefined {
  const id = IDS.map(name => properties[name]).find(value =>
    UUID.test(value ?? ''),
  );
  return id?.toLowerCase();
}

/** The cluster set that it says it is in. */
export function readClusterSet(
  properties: Readonly<Record<string, string>>,
): string | undefined {
  return properties[SET] || undefined;
}

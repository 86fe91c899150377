import type { Finding } from '@fleetview/backstage-plugin-fleet-common';

/** What was looked at, in one line; nothing where that is the cluster as a whole. */
export function resourceName({
  resource,
  container,
}: Pick<Finding, 'resource' | 'container'>): string | undefined {
  if (!resource) return undefined;
  const { kind, namespace, name } = resource;
  const place = namespace ? `${namespace}/${name}` : name;
  return [`${kind} ${place}`, container].filter(Boolean).join(' · ');
}

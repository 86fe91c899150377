import type { AdapterFollowUp } from '@fleetview/backstage-plugin-fleet-node';

/** What has to be granted so that all of a follow-up can be read, in words. */
export function grantOf({
  resources,
}: Pick<AdapterFollowUp, 'resources'>): string {
  const names = resources.map(({ plural, group }) =>
    group ? `${plural}.${group}` : plural,
  );
  return `get and list on ${names.join(', ')}`;
}

import type { AdapterPoll } from '@fleetview/backstage-plugin-fleet-node';

/** Why a poll is not asked for in all of a cluster, and what to do about it. */
export function pollNotAskedReason(
  adapter: string,
  { kind, extension }: AdapterPoll,
  namespaces: readonly string[],
): string {
  return namespaces.length > 0
    ? `only asked for in ${namespaces.join(', ')}, as fleet.polls says`
    : `it is off by default: add fleet.polls with this cluster, poll '${adapter}/${kind}' and the namespace that the system runs in, and grant the role '${extension.role}' or give a 'url'`;
}

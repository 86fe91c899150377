import type { HubReference } from '../store/referenceKey';
import type { UnresolvedReason } from '../store/SubjectResolver';

/**
 * Why a hub's name for a cluster leads to none, and what to do about it.
 *
 * @param reason - as its row keeps it; null for one that was written before it was kept
 */
export function describeUnresolved(
  reason: UnresolvedReason | null,
  { server, name }: Omit<HubReference, 'type'>,
): string {
  const explain = `say which cluster '${name}' is under fleet.references`;
  switch (reason) {
    case 'shared-server':
      return `several known clusters have the API server ${server}; if they are one, say so under fleet.merges`;
    case 'no-identity':
      return `the hub's object '${name}' has neither an address nor a UID; ${explain}`;
    case 'unknown-identity':
      return `no known cluster has the address or the UID that the hub's object '${name}' has; make the cluster known, or ${explain}`;
    case 'several':
      return `'${name}' leads to several known clusters; ${explain}`;
    case 'contradiction':
      return `address and UID of the hub's object '${name}' lead to different clusters; ${explain}`;
    case 'not-trusted':
      return `only the cluster itself says that it is '${name}', which anybody could; set trusted under fleet.hubs if this hub checks it, or ${explain}`;
    case 'claimed-twice':
      return `another object of the hub claims to be the same cluster as '${name}'; remove one of them, or ${explain}`;
    case 'no-reference':
      return 'its object names no cluster';
    default:
      return server
        ? `no known cluster has the API server ${server}`
        : `a name alone does not tell a cluster; ${explain}`;
  }
}

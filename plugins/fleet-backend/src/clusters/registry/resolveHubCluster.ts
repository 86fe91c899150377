import type { UnresolvedReason } from '../../store/SubjectResolver';
import type { KnownCluster } from './ClusterIndex';
import type { HubCluster } from './HubClusters';

/** A cluster, or why it is none. */
export type Resolution =
  | { cluster: KnownCluster }
  | { unresolved: UnresolvedReason };

/** What is known apart from the hub's word. */
export type Acquaintance = {
  /** Whether configuration trusts the hub's word on which cluster is which. */
  isTrusted: boolean;
  byServer: (server: string) => readonly KnownCluster[];
  byUid: (uid: string) => readonly KnownCluster[];
  isClaimedTwice: (cluster: HubCluster) => boolean;
};

/**
 * The known cluster that a hub's objects of one name mean. Where people of the hub
 * wrote its address, the address leads there. What a member says of itself leads
 * only where the operator trusts the hub for it, and where no other object of the
 * hub says the same: a hostile member may claim any address or UID, and would draw
 * what the hub says of it to another cluster, or of another to itself.
 */
export function resolveHubCluster(
  candidates: readonly HubCluster[],
  known: Acquaintance,
): Resolution {
  if (candidates.length === 0) return { unresolved: 'unknown-name' };
  const resolutions = candidates.map(candidate => resolveOne(candidate, known));
  const [first] = resolutions;
  if (!('cluster' in first)) return first;
  for (const other of resolutions) {
    if (!('cluster' in other)) return other;
    if (other.cluster.id !== first.cluster.id) return { unresolved: 'several' };
  }
  return first;
}

function resolveOne(candidate: HubCluster, known: Acquaintance): Resolution {
  const { identity } = candidate;
  if (!identity || (identity.servers.length === 0 && !identity.uid)) {
    return { unresolved: 'no-identity' };
  }
  const { assertedBy, servers, uid } = identity;
  if (assertedBy === 'member') {
    if (!known.isTrusted) return { unresolved: 'not-trusted' };
    if (known.isClaimedTwice(candidate)) return { unresolved: 'claimed-twice' };
  }
  const byServer = new Set(servers.flatMap(server => known.byServer(server)));
  if (byServer.size > 1) return { unresolved: 'several' };
  const byUid = uid === undefined ? [] : known.byUid(uid);
  const [found] = byServer;
  if (found) {
    const isAnother =
      uid !== undefined &&
      (found.uid === undefined ? byUid.length > 0 : found.uid !== uid);
    return isAnother ? { unresolved: 'contradiction' } : { cluster: found };
  }
  // A UID is what clusters show of themselves: any may show any.
  if (byUid.length > 0 && !known.isTrusted)
    return { unresolved: 'not-trusted' };
  if (byUid.length > 1) return { unresolved: 'several' };
  return byUid.length === 1
    ? { cluster: byUid[0] }
    : { unresolved: 'unknown-identity' };
}

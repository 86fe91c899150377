import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import type { FleetConfig } from '../../config/FleetConfig';
import type { HubReference } from '../../store/referenceKey';
import type { UnresolvedReason } from '../../store/SubjectResolver';
import { normaliseServer } from '../apiServer';
import type { HubClusters } from './HubClusters';
import {
  isOperatorNamed,
  type HubAssertions,
  type MemberRecord,
} from './members';
import { resolveHubCluster, type Resolution } from './resolveHubCluster';

/** A cluster as the sources know it. */
export type KnownCluster = {
  id: string;
  name: string;
  uid?: string;
  apiServerKey?: string;
  /** Normalised URLs of its present records. */
  servers: string[];
  /** `source/name` and `name` of its present records. */
  names: string[];
  /** Of these, those that somebody else than the operator chose: no attributes are given by them. */
  othersNames?: string[];
  access?: ClusterRecord['access'];
};

/** Where a reference leads, or why nowhere. */
type Found = { id: string } | { unresolved: UnresolvedReason };

/** What is known of a cluster apart from its records. */
export type ClusterIdentity = {
  name: string;
  uid?: string;
  apiServerKey?: string;
};

/**
 * The present clusters as of one moment, found by id, server and name without
 * looking at all of them: every fact of a hub is looked up.
 */
export class ClusterIndex {
  readonly clusters: KnownCluster[];
  readonly #byId = new Map<string, KnownCluster>();
  readonly #byServer = new Map<string, KnownCluster[]>();
  readonly #byName = new Map<string, KnownCluster[]>();
  readonly #byUid = new Map<string, KnownCluster[]>();
  /** By cluster, the names that are the operator's own or bear their source. */
  readonly #vouched = new Map<string, Set<string>>();
  readonly #hubNames = new Map<string, Set<string>>();
  readonly #resolved = new Map<string, Found>();
  readonly #references: FleetConfig['references'];
  readonly #hubClusters: HubClusters;
  readonly #trustedHubs: readonly string[];
  #trusted: Set<string> | undefined;

  constructor(options: {
    members: Iterable<MemberRecord>;
    identities: { get(clusterId: string): ClusterIdentity | undefined };
    references: FleetConfig['references'];
    /** What hubs say of clusters. */
    hubClusters: HubClusters;
    /** Hubs whose word on which clusters are one counts, by the names of their records. */
    trustedHubs: readonly string[];
  }) {
    const { identities } = options;
    this.#references = options.references;
    this.#hubClusters = options.hubClusters;
    this.#trustedHubs = options.trustedHubs;
    for (const member of options.members) {
      const identity = identities.get(member.clusterId);
      if (!member.present || !identity) continue;
      this.#add(member, identity);
    }
    this.clusters = [...this.#byId.values()];
    for (const cluster of this.clusters) {
      const vouched = this.#vouched.get(cluster.id);
      const others = cluster.names.filter(name => !vouched?.has(name));
      if (others.length > 0) cluster.othersNames = others;
      for (const server of new Set(cluster.servers)) {
        append(this.#byServer, server, cluster);
      }
      for (const name of new Set(cluster.names)) {
        append(this.#byName, name, cluster);
      }
      if (cluster.uid) append(this.#byUid, cluster.uid, cluster);
    }
  }

  get(clusterId: string): KnownCluster | undefined {
    return this.#byId.get(clusterId);
  }

  /** The one cluster that has a record of this name; none where several have. */
  named(name: string): KnownCluster | undefined {
    return only(this.#byName.get(name));
  }

  /** The cluster that a hub refers to; none, with the reason, where that is not certain. */
  find(observer: string, reference: HubReference, adapter: string): Found {
    const key = [
      observer,
      adapter,
      reference.server,
      reference.name,
      reference.namespace,
    ].join('\n');
    const known = this.#resolved.get(key);
    if (known) return known;
    const resolution = this.#find(observer, reference, adapter);
    const found: Found =
      'cluster' in resolution ? { id: resolution.cluster.id } : resolution;
    // A hostile hub may refer to whatever it likes.
    if (this.#resolved.size >= 100_000) this.#resolved.clear();
    this.#resolved.set(key, found);
    return found;
  }

  /** What hubs say of clusters is different now. */
  hubClustersChanged(): void {
    this.#resolved.clear();
  }

  #find(
    observer: string,
    reference: HubReference,
    adapter: string,
  ): Resolution {
    const { server, name } = reference;
    const normalised = server && normaliseServer(server);
    const byServer = (normalised && this.#byServer.get(normalised)) || [];
    if (byServer.length === 1) return { cluster: byServer[0] };
    const noServer: Resolution = {
      unresolved: byServer.length > 1 ? 'shared-server' : 'unknown-server',
    };
    if (!name) return server ? noServer : { unresolved: 'no-reference' };
    // A name alone means nothing, unless the operator says what it means, or
    // that hub itself brought the cluster along under it, or says who it is.
    const names = this.#byId.get(observer)?.names ?? [];
    const told = this.#references.find(
      candidate => candidate.name === name && names.includes(candidate.hub),
    );
    if (told) {
      const named = this.#byName.get(told.cluster) ?? [];
      if (named.length === 1) return { cluster: named[0] };
      return { unresolved: named.length > 1 ? 'several' : 'unknown-name' };
    }
    const brought = new Set(
      names.flatMap(hub => [...(this.#hubNames.get(`${hub}\n${name}`) ?? [])]),
    );
    if (brought.size > 1) return { unresolved: 'several' };
    const [id] = brought;
    const cluster = id === undefined ? undefined : this.#byId.get(id);
    if (cluster) return { cluster };
    const resolution = resolveHubCluster(
      this.#hubClusters.named({ ...reference, name, observer, adapter }),
      {
        isTrusted: this.#isTrusted(observer),
        byServer: url => this.#byServer.get(url) ?? [],
        byUid: uid => this.#byUid.get(uid) ?? [],
        isClaimedTwice: each => this.#hubClusters.isClaimedTwice(each),
      },
    );
    return server &&
      'unresolved' in resolution &&
      resolution.unresolved === 'unknown-name'
      ? noServer
      : resolution;
  }

  /** Whether the operator trusts a hub's word, by a name that nobody else could have given it. */
  #isTrusted(observer: string): boolean {
    this.#trusted ??= new Set(
      this.#trustedHubs.flatMap(name => {
        const hub = this.named(name);
        return hub && this.#vouched.get(hub.id)?.has(name) ? [hub.id] : [];
      }),
    );
    return this.#trusted.has(observer);
  }

  #add(member: MemberRecord, identity: ClusterIdentity): void {
    const cluster: KnownCluster = this.#byId.get(member.clusterId) ?? {
      id: member.clusterId,
      ...identity,
      servers: [],
      names: [],
    };
    this.#byId.set(member.clusterId, cluster);
    const qualified = `${member.source}/${member.name}`;
    cluster.names.push(member.name, qualified);
    const vouched = this.#vouched.get(member.clusterId) ?? new Set();
    this.#vouched.set(member.clusterId, vouched.add(qualified));
    if (isOperatorNamed(member)) vouched.add(member.name);
    const access = member.record?.access;
    const server =
      (access?.type === 'direct' ? access.connection.server : access?.server) ??
      member.stored?.server ??
      undefined;
    const normalised = server && normaliseServer(server);
    if (normalised) cluster.servers.push(normalised);
    const { hub } = (member.record ?? {}) as HubAssertions;
    if (hub) {
      const key = `${hub.cluster}\n${hub.name}`;
      const ids = this.#hubNames.get(key) ?? new Set();
      this.#hubNames.set(key, ids.add(member.clusterId));
    }
    // One that may be asked beats one that may not, and the first stays.
    if (
      !cluster.access ||
      (cluster.access.type !== 'direct' && access?.type === 'direct')
    ) {
      cluster.access = access;
    }
  }
}

function append(
  map: Map<string, KnownCluster[]>,
  key: string,
  cluster: KnownCluster,
): void {
  const known = map.get(key);
  if (known) known.push(cluster);
  else map.set(key, [cluster]);
}

function only(clusters: KnownCluster[] | undefined): KnownCluster | undefined {
  return clusters?.length === 1 ? clusters[0] : undefined;
}

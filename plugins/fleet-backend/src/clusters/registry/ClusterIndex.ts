import type { SubjectReference } from '@fleetview/backstage-plugin-fleet-common';
import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import type { FleetConfig } from '../../config/FleetConfig';
import { normaliseServer } from '../apiServer';
import {
  isOperatorNamed,
  type HubAssertions,
  type MemberRecord,
} from './members';

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
  /** By cluster, the names that are the operator's own or bear their source. */
  readonly #vouched = new Map<string, Set<string>>();
  readonly #hubNames = new Map<string, Set<string>>();
  readonly #resolved = new Map<string, string | undefined>();
  readonly #references: FleetConfig['references'];

  constructor(options: {
    members: Iterable<MemberRecord>;
    identities: ReadonlyMap<string, ClusterIdentity>;
    references: FleetConfig['references'];
  }) {
    const { identities } = options;
    this.#references = options.references;
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
    }
  }

  get(clusterId: string): KnownCluster | undefined {
    return this.#byId.get(clusterId);
  }

  /** The one cluster that has a record of this name; none where several have. */
  named(name: string): KnownCluster | undefined {
    return only(this.#byName.get(name));
  }

  /** The cluster that a hub refers to; none where that is not certain. */
  find(
    observer: string,
    reference: Extract<SubjectReference, { type: 'reference' }>,
  ): string | undefined {
    const key = `${observer}\n${reference.server ?? ''}\n${
      reference.name ?? ''
    }`;
    if (this.#resolved.has(key)) return this.#resolved.get(key);
    const found = this.#find(observer, reference)?.id;
    // A hostile hub may refer to whatever it likes.
    if (this.#resolved.size >= 100_000) this.#resolved.clear();
    this.#resolved.set(key, found);
    return found;
  }

  #find(
    observer: string,
    reference: { server?: string; name?: string },
  ): KnownCluster | undefined {
    const server = reference.server && normaliseServer(reference.server);
    const byServer = server ? only(this.#byServer.get(server)) : undefined;
    if (byServer || !reference.name) return byServer;
    // A name alone means nothing, unless the operator says what it means, or
    // that hub itself brought the cluster along under it.
    const names = this.#byId.get(observer)?.names ?? [];
    const told = this.#references.find(
      candidate =>
        candidate.name === reference.name && names.includes(candidate.hub),
    );
    if (told) return this.named(told.cluster);
    const brought = new Set(
      names.flatMap(hub => [
        ...(this.#hubNames.get(`${hub}\n${reference.name}`) ?? []),
      ]),
    );
    return brought.size === 1 ? this.#byId.get([...brought][0]) : undefined;
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

import { randomBytes } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SubjectReference } from '@fleetview/backstage-plugin-fleet-common';
import type {
  ClusterConnection,
  ClusterRecord,
  ClusterSource,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import type { AuditTrail } from '../audit';
import type { FleetConfig } from '../config/FleetConfig';
import type {
  ResolvedSubject,
  SubjectResolver,
} from '../store/SubjectResolver';
import { referenceText } from '../store/referenceKey';
import { apiServerKey } from './apiServer';
import { ClusterIndex, type KnownCluster } from './registry/ClusterIndex';
import { createRecords, type NewRecord } from './registry/createRecords';
import { HubClusters } from './registry/HubClusters';
import { Identities } from './registry/Identities';
import { markLeft } from './registry/markLeft';
import {
  isOperatorNamed,
  memberKey,
  type HubAssertions,
  type MemberRecord,
  type StoredRecord,
} from './registry/members';
import { mergeClusters } from './registry/mergeClusters';
import { noteUids, type ShownUid } from './registry/noteUids';
import {
  pairOf,
  readRegistry,
  type ClusterAlias,
} from './registry/readRegistry';
import { splitCluster } from './registry/splitCluster';
import { storeRecord } from './registry/storeRecord';
import { updateCluster } from './registry/updateCluster';
import { uniqueNames } from './registry/uniqueNames';

export type { KnownCluster } from './registry/ClusterIndex';

/** What a change of the known clusters means to whoever collects from them. */
export interface ClusterRegistryListener {
  /** Collect from it, from now on like this. */
  clusterConnectable(clusterId: string, connection: ClusterConnection): void;
  /** It is known, but not to be asked. */
  clusterNotAsked(clusterId: string, reason: string): void;
  /** No source names it any more, or it became part of another. */
  clusterGone(clusterId: string): void;
  /** References may now lead elsewhere. */
  referencesChanged(): void;
}

/** What an identity that a cluster showed means. */
export type Identified =
  | { outcome: 'same' }
  | { outcome: 'merged'; into: string }
  | { outcome: 'quarantined'; reason: string };

/** Clusters by the names of their records that an operator calls one, or two. */
export type TogetherOrApart = { clusters: string[]; key: string };

/** A UID that a cluster showed, and who waits for what it means. */
type Shown = {
  clusterId: string;
  uid: string;
  resolve: (identified: Identified) => void;
  reject: (error: unknown) => void;
};

/** Others change nothing of the set until these are written. */
const IDENTIFIED_AT_ONCE = 250;

const SAME_BY_EVIDENCE = 'UID of kube-system and API server are equal';

/**
 * Knows which clusters there are: gives each an id of ours at first sight and
 * keeps it, whatever its sources call it. Names mean nothing to identity; two
 * records are one cluster only when both UID and API server agree, or when an
 * operator says so, or hubs trusted for it state the UID of both. The UID that
 * a cluster shows proves nothing alone: it may be another's. Replicas share what
 * they find through the database.
 */
export class ClusterRegistry implements SubjectResolver {
  readonly #knex: Knex;
  readonly #audit: AuditTrail;
  readonly #logger: LoggerService;
  readonly #references: FleetConfig['references'];
  readonly #hubClusters: HubClusters;
  readonly #trustedHubs: readonly string[];
  readonly #merges: TogetherOrApart[];
  readonly #splitsToldOf: TogetherOrApart[];
  readonly #listener: ClusterRegistryListener;
  readonly #now: () => number;
  readonly #members = new Map<string, MemberRecord>();
  readonly #identities = new Identities();
  /** UIDs that were shown since the last round of looking at them. */
  #shown: Shown[] = [];
  #aliases = new Map<string, ClusterAlias>();
  #splits = new Set<string>();
  #index: ClusterIndex | undefined;
  #changes: Promise<unknown> = Promise.resolve();

  static async create(
    options: ClusterRegistryOptions,
  ): Promise<ClusterRegistry> {
    const registry = new ClusterRegistry(options);
    await registry.#load();
    return registry;
  }

  private constructor(options: ClusterRegistryOptions) {
    this.#knex = options.knex;
    this.#audit = options.audit;
    this.#logger = options.logger;
    this.#references = options.references;
    this.#hubClusters = options.hubClusters ?? new HubClusters();
    this.#trustedHubs = options.trustedHubs ?? [];
    this.#merges = options.merges ?? [];
    this.#splitsToldOf = options.splits ?? [];
    this.#listener = options.listener;
    this.#now = options.now ?? Date.now;
  }

  /** The clusters that at least one source names. Stays as it is when they change. */
  clusters(): KnownCluster[] {
    return this.#indexed().clusters;
  }

  /** The cluster of an id, while a source names it. */
  get(clusterId: string): KnownCluster | undefined {
    return this.#indexed().get(clusterId);
  }

  /** Every record that there is or was, in the order of their first sight. */
  records(): MemberRecord[] {
    return [...this.#members.values()];
  }

  /** A name of each cluster, present or left, that no other has. */
  names(): Map<string, string> {
    return uniqueNames({
      members: this.#members.values(),
      identities: this.#identities,
    });
  }

  /** Takes the complete set of one source. Whoever is missing has left it. */
  async replaceClusters(
    source: Pick<ClusterSource, 'id' | 'title'>,
    records: ClusterRecord[],
  ): Promise<void> {
    await this.#exclusively(async () => {
      const before = this.clusters();
      const now = this.#now();
      const named = new Set(records.map(record => record.name));
      await this.#create(source, records, now);
      for (const record of records) await this.#put(source, record, now);
      for (const member of [...this.#members.values()]) {
        if (member.source === source.id && !named.has(member.name)) {
          await this.#leave(member, now);
        }
      }
      await this.#settle(before, now);
      await this.#applyOperatorsWord();
    });
  }

  /** Ends the wait for sources: what none of them named by now has left. */
  async allSourcesTold(sourceIds: string[]): Promise<void> {
    await this.#exclusively(async () => {
      const before = this.clusters();
      const now = this.#now();
      for (const member of [...this.#members.values()]) {
        if (!sourceIds.includes(member.source)) await this.#leave(member, now);
      }
      await this.#settle(before, now);
    });
  }

  /**
   * Takes the UID that a cluster showed when it was connected to. A thousand that
   * are connected to at once are looked at together: who they are is written in one
   * transaction, and what follows from it is found out once.
   */
  identify(clusterId: string, uid: string): Promise<Identified> {
    return new Promise((resolve, reject) => {
      this.#shown.push({ clusterId, uid, resolve, reject });
      if (this.#shown.length === 1) this.#identifySoon();
    });
  }

  /**
   * Two clusters are one, by the word of an operator: the first becomes an alias
   * of the second.
   */
  async confirmMerge(
    first: string,
    into: string,
    reason: string,
  ): Promise<void> {
    await this.#exclusively(() => this.#merge(first, into, reason));
  }

  /**
   * Takes a merge back. The id that had become an alias is a cluster again, and
   * the two stay apart.
   *
   * @returns whether there was such an alias
   */
  async split(aliasId: string, reason: string): Promise<boolean> {
    return this.#exclusively(() => this.#split(aliasId, reason));
  }

  /**
   * Takes over what other replicas found: new records, identities, merges and
   * splits.
   */
  async reload(): Promise<void> {
    await this.#exclusively(async () => {
      const before = this.clusters();
      const now = this.#now();
      await this.#load();
      // What a source says here counts here, and everybody is told it again.
      for (const member of [...this.#members.values()]) {
        if (member.record && !member.stored?.present) {
          await this.#store(member, { ...member.stored!, present: true }, now);
        }
      }
      const after = this.clusters();
      if (shapeOf(before) === shapeOf(after)) return;
      await this.#settle(before, now);
    });
  }

  resolve(
    observer: string,
    reference: SubjectReference,
    adapter: string = '',
  ): ResolvedSubject {
    if (reference.type === 'observer') {
      return { subject: observer, reference: null };
    }
    if (reference.type === 'none') return { subject: null, reference: null };
    const text = referenceText(reference);
    const found = this.#indexed().find(observer, reference, adapter);
    return 'id' in found
      ? { subject: found.id, reference: text }
      : { subject: null, reference: text, unresolved: found.unresolved };
  }

  /** What hubs say of clusters is different now: references may lead elsewhere. */
  hubClustersChanged(): void {
    this.#index?.hubClustersChanged();
  }

  #indexed(): ClusterIndex {
    this.#index ??= new ClusterIndex({
      members: this.#members.values(),
      identities: this.#identities,
      references: this.#references,
      hubClusters: this.#hubClusters,
      trustedHubs: this.#trustedHubs,
    });
    return this.#index;
  }

  async #load(): Promise<void> {
    const stored = await readRegistry({ knex: this.#knex });
    this.#identities.clear();
    for (const [id, identity] of stored.identities) {
      // One that was merged is nobody any more.
      if (!stored.aliases.has(id)) this.#identities.set(id, identity);
    }
    const told = new Map(this.#members);
    this.#members.clear();
    for (const member of stored.members) {
      const key = memberKey(member);
      const { record } = told.get(key) ?? {};
      this.#members.set(
        key,
        record ? { ...member, present: true, record } : member,
      );
    }
    this.#aliases = stored.aliases;
    this.#splits = stored.splits;
    this.#index = undefined;
  }

  #identifySoon(): void {
    void this.#exclusively(async () => {
      const shown = this.#shown.splice(0, IDENTIFIED_AT_ONCE);
      if (this.#shown.length > 0) this.#identifySoon();
      try {
        await this.#noteUids(shown);
      } catch (error) {
        for (const { reject } of shown) reject(error);
        return;
      }
      for (const { clusterId, uid, resolve, reject } of shown) {
        await this.#outcomeOf(clusterId, uid).then(resolve, reject);
      }
    });
  }

  /** Gives the UIDs that they showed to those that have none yet. */
  async #noteUids(shown: readonly Shown[]): Promise<void> {
    const first = new Map<string, ShownUid>();
    for (const { clusterId, uid } of shown) {
      const identity = this.#identities.get(clusterId);
      if (!identity || identity.uid || first.has(clusterId)) continue;
      first.set(clusterId, { clusterId, name: identity.name, uid });
    }
    if (first.size === 0) return;
    const known = await noteUids({
      audit: this.#audit,
      shown: [...first.values()],
    });
    for (const [clusterId, uid] of known) {
      const identity = this.#identities.get(clusterId);
      if (identity) this.#identities.set(clusterId, { ...identity, uid });
    }
    this.#index = undefined;
    // Hubs may have called them by their UIDs.
    this.#listener.referencesChanged();
  }

  async #outcomeOf(clusterId: string, uid: string): Promise<Identified> {
    const identity = this.#identities.get(clusterId);
    if (!identity) {
      // Of two that were looked at together the first may have brought the other along.
      const alias = this.#aliases.get(clusterId);
      return alias
        ? { outcome: 'merged', into: alias.clusterId }
        : { outcome: 'same' };
    }
    if (identity.uid !== uid) {
      return {
        outcome: 'quarantined',
        reason: `its address now leads to another cluster (kube-system has UID ${uid}, it was ${identity.uid}); give it a new name in its source if that is meant`,
      };
    }
    const twin = this.#twinOf(clusterId, uid);
    if (!twin) return { outcome: 'same' };
    // All replicas agree on which of the two stays.
    const [into, first] = [clusterId, twin.id].sort((a, b) =>
      this.#isOlder(a, b) ? -1 : 1,
    );
    await this.#merge(first, into, twin.reason);
    return first === clusterId
      ? { outcome: 'merged', into }
      : { outcome: 'same' };
  }

  #twinOf(
    clusterId: string,
    uid: string,
  ): { id: string; reason: string } | undefined {
    const key = this.#identities.get(clusterId)?.apiServerKey;
    for (const id of this.#identities.withUid(uid)) {
      if (id === clusterId) continue;
      if (this.#splits.has(pairOf(id, clusterId))) continue;
      if (key !== undefined && this.#identities.get(id)?.apiServerKey === key) {
        return { id, reason: SAME_BY_EVIDENCE };
      }
      // Either could show the UID of the other: somebody else has to say it of both.
      const hubs = [clusterId, id].map(each => this.#trustedHubOf(each, uid));
      if (hubs[0] && hubs[1]) {
        return {
          id,
          reason: `UID of kube-system is equal, by the word of the trusted ${[
            ...new Set(hubs),
          ]
            .map(hub => `hub '${hub}'`)
            .join(' and ')}`,
        };
      }
    }
    return undefined;
  }

  #isOlder(a: string, b: string): boolean {
    const [left, right] = [a, b].map(
      id => this.#identities.get(id)?.createdAt ?? Infinity,
    );
    return left === right ? a < b : left < right;
  }

  /** A trusted hub that states this UID of the cluster itself, whatever the cluster shows. */
  #trustedHubOf(clusterId: string, uid: string): string | undefined {
    for (const member of this.#members.values()) {
      if (member.clusterId !== clusterId) continue;
      const { trusted, hub } = (member.record ?? {}) as HubAssertions;
      if (trusted && hub?.uid === uid) return hub.cluster;
    }
    return undefined;
  }

  /** Writes those of a source's records that were never seen. */
  async #create(
    source: Pick<ClusterSource, 'id' | 'title'>,
    records: ClusterRecord[],
    now: number,
  ): Promise<void> {
    const unseen = new Map<string, NewRecord>();
    for (const record of records) {
      const { name, title } = record;
      if (this.#members.has(memberKey({ source: source.id, name }))) continue;
      if (unseen.has(name)) continue;
      unseen.set(name, {
        name,
        clusterId: `c-${randomBytes(9).toString('hex')}`,
        title,
        apiServerKey: keyOf(record),
        columns: toColumns(source, record),
      });
    }
    const created = await createRecords({
      audit: this.#audit,
      source: source.id,
      records: [...unseen.values()],
      now,
    });
    if ([...created.values()].some(each => !each.created)) {
      // Another replica was first: what it knows is taken over.
      await this.#load();
      return;
    }
    for (const [name, { clusterId, homeId }] of created) {
      const member = { source: source.id, name, clusterId, homeId };
      this.#members.set(memberKey(member), {
        ...member,
        present: true,
        stored: unseen.get(name)!.columns,
      });
    }
  }

  /** Takes a record as its source tells it now. It was seen before. */
  async #put(
    source: Pick<ClusterSource, 'id' | 'title'>,
    record: ClusterRecord,
    now: number,
  ): Promise<void> {
    const columns = toColumns(source, record);
    const key = keyOf(record);
    const member = this.#members.get(
      memberKey({ source: source.id, name: record.name }),
    )!;
    await this.#store({ ...member, present: true, record }, columns, now);
    const { clusterId } = member;
    const identity = this.#identities.get(clusterId);
    const title = record.title ?? undefined;
    if (
      identity?.left ||
      (identity && identity.title !== title) ||
      (identity && key && identity.apiServerKey !== key)
    ) {
      await updateCluster({
        audit: this.#audit,
        clusterId,
        identity,
        title,
        apiServerKey: key,
        source: source.id,
      });
    }
    this.#identities.set(clusterId, {
      name: identity?.name ?? record.name,
      uid: identity?.uid,
      apiServerKey: key ?? identity?.apiServerKey,
      title,
      left: false,
      createdAt: identity?.createdAt ?? now,
    });
    this.#index = undefined;
  }

  async #leave(member: MemberRecord, now: number): Promise<void> {
    if (!member.present && !member.record) return;
    await this.#store(
      { ...member, present: false, record: undefined },
      member.stored && { ...member.stored, present: false },
      now,
    );
  }

  /** Keeps a record, and writes it where the database has it otherwise. */
  async #store(
    member: MemberRecord,
    columns: StoredRecord | undefined,
    now: number,
  ): Promise<void> {
    if (columns && !isEqual(columns, member.stored)) {
      await storeRecord({ audit: this.#audit, member, columns, now });
    }
    this.#members.set(memberKey(member), { ...member, stored: columns });
    this.#index = undefined;
  }

  /** Tells the listener what is different now. */
  async #settle(before: KnownCluster[], now: number): Promise<void> {
    await this.#markLeft(now);
    const known = new Map(before.map(cluster => [cluster.id, cluster]));
    for (const cluster of before) {
      if (!this.get(cluster.id)) this.#listener.clusterGone(cluster.id);
    }
    for (const cluster of this.clusters()) {
      const old = known.get(cluster.id);
      const same =
        old && JSON.stringify(old.access) === JSON.stringify(cluster.access);
      if (same || !cluster.access) continue;
      if (cluster.access.type === 'direct') {
        this.#listener.clusterConnectable(
          cluster.id,
          cluster.access.connection,
        );
      } else {
        this.#listener.clusterNotAsked(cluster.id, cluster.access.reason);
      }
    }
    this.#listener.referencesChanged();
  }

  /** Writes of each cluster whether a source names it, where that is different. */
  async #markLeft(now: number): Promise<void> {
    const changed: Record<'left' | 'back', { id: string; name: string }[]> = {
      left: [],
      back: [],
    };
    for (const [id, identity] of this.#identities) {
      const left = this.get(id) === undefined;
      if (left === identity.left) continue;
      changed[left ? 'left' : 'back'].push({ id, name: identity.name });
      this.#identities.set(id, { ...identity, left });
    }
    await markLeft({ audit: this.#audit, ...changed, now });
  }

  async #merge(first: string, into: string, reason: string): Promise<void> {
    if (first === into) return;
    const before = this.clusters();
    const now = this.#now();
    await mergeClusters({ audit: this.#audit, first, into, reason, now });
    await this.#load();
    this.#logger.info('Two records are one cluster', {
      cluster: into,
      alias: first,
      reason,
    });
    await this.#settle(before, now);
  }

  async #split(aliasId: string, reason: string): Promise<boolean> {
    const alias = this.#aliases.get(aliasId);
    if (!alias) return false;
    const before = this.clusters();
    const now = this.#now();
    await splitCluster({
      audit: this.#audit,
      alias,
      aliases: this.#aliases,
      reason,
      now,
    });
    await this.#load();
    this.#logger.info('A cluster is two again', {
      cluster: alias.clusterId,
      alias: aliasId,
      reason,
    });
    await this.#settle(before, now);
    return true;
  }

  /** Merges and splits what configuration names, as soon as the clusters are there. */
  async #applyOperatorsWord(): Promise<void> {
    for (const { clusters, key } of this.#splitsToldOf) {
      const members = clusters.map(name => this.#memberNamed(name));
      const [first, ...others] = members;
      if (!first || others.some(other => !other)) continue;
      for (const other of others) {
        if (other!.clusterId !== first.clusterId) continue;
        const apart = [other!, first].find(
          ({ homeId, clusterId }) => homeId !== clusterId,
        );
        if (apart) await this.#split(apart.homeId, `${key} says so`);
      }
    }
    for (const { clusters, key } of this.#merges) {
      const found = clusters.map(name => this.#indexed().named(name));
      const [into, ...others] = found;
      if (!into || others.some(other => !other)) continue;
      for (const other of others) {
        await this.#merge(other!.id, into.id, `${key} says so`);
      }
    }
  }

  /** The one present record of a name; none where several have it. */
  #memberNamed(name: string): MemberRecord | undefined {
    const found = [...this.#members.values()].filter(
      member =>
        member.present && (member.name === name || memberKey(member) === name),
    );
    return found.length === 1 ? found[0] : undefined;
  }

  /** Changes of the set follow one another, never cross. */
  #exclusively<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#changes.then(change);
    this.#changes = result.catch(() => undefined);
    return result;
  }
}

export type ClusterRegistryOptions = {
  knex: Knex;
  /** Records every change of what clusters there are and who they are. */
  audit: AuditTrail;
  logger: LoggerService;
  references: FleetConfig['references'];
  /** What hubs say of clusters, as far as it is known here. */
  hubClusters?: HubClusters;
  /** Hubs whose word on which clusters are one counts, by the names of their records. */
  trustedHubs?: readonly string[];
  /** Records that an operator calls one cluster; the first named keeps its id. */
  merges?: TogetherOrApart[];
  /** Records that an operator calls different clusters. */
  splits?: TogetherOrApart[];
  listener: ClusterRegistryListener;
  /** Milliseconds since 1970. */
  now?: () => number;
};

/** What makes two API servers the same; nothing where it is not connected to. */
function keyOf({ access }: ClusterRecord): string | undefined {
  return access.type === 'direct' ? apiServerKey(access.connection) : undefined;
}

function toColumns(
  source: Pick<ClusterSource, 'title'>,
  record: ClusterRecord,
): StoredRecord {
  const { access } = record;
  const server =
    access.type === 'direct' ? access.connection.server : access.server;
  return {
    source_title: source.title,
    server: server ?? null,
    tls_verified: !(
      access.type === 'direct' && access.connection.skipTlsVerify
    ),
    operator_named: isOperatorNamed({ record }),
    present: true,
  };
}

function isEqual(a: StoredRecord, b: StoredRecord | undefined): boolean {
  return (
    b !== undefined &&
    a.source_title === b.source_title &&
    a.server === b.server &&
    a.tls_verified === b.tls_verified &&
    a.operator_named === b.operator_named &&
    a.present === b.present
  );
}

/** What of clusters others rely on, to tell whether it is different. */
function shapeOf(clusters: KnownCluster[]): string {
  return JSON.stringify(
    clusters
      .map(({ id, uid, servers, names, othersNames }) => [
        id,
        uid,
        servers,
        names,
        othersNames,
      ])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}

import { randomBytes } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SubjectReference } from '@fleetview/backstage-plugin-fleet-common';
import type {
  ClusterConnection,
  ClusterRecord,
  ClusterSource,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import type { FleetConfig } from '../config/FleetConfig';
import type {
  ResolvedSubject,
  SubjectResolver,
} from '../store/SubjectResolver';
import { apiServerKey, normaliseServer } from './apiServer';

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
  access?: ClusterRecord['access'];
};

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

type MemberRecord = {
  source: string;
  name: string;
  clusterId: string;
  present: boolean;
  record?: ClusterRecord;
};

/**
 * Knows which clusters there are: gives each an id of ours at first sight and
 * keeps it, whatever its sources call it. Names mean nothing to identity; two
 * records are one cluster only when both UID and API server agree.
 */
export class ClusterRegistry implements SubjectResolver {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #references: FleetConfig['references'];
  readonly #listener: ClusterRegistryListener;
  readonly #members = new Map<string, MemberRecord>();
  readonly #identities = new Map<
    string,
    { name: string; uid?: string; apiServerKey?: string }
  >();
  #changes: Promise<unknown> = Promise.resolve();

  static async create(options: {
    knex: Knex;
    logger: LoggerService;
    references: FleetConfig['references'];
    listener: ClusterRegistryListener;
  }): Promise<ClusterRegistry> {
    const registry = new ClusterRegistry(options);
    await registry.#load();
    return registry;
  }

  private constructor(options: {
    knex: Knex;
    logger: LoggerService;
    references: FleetConfig['references'];
    listener: ClusterRegistryListener;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#references = options.references;
    this.#listener = options.listener;
  }

  /** The clusters that at least one source names. */
  clusters(): KnownCluster[] {
    const clusters = new Map<string, KnownCluster>();
    for (const member of this.#members.values()) {
      if (!member.present) continue;
      const identity = this.#identities.get(member.clusterId);
      if (!identity) continue;
      const cluster = clusters.get(member.clusterId) ?? {
        id: member.clusterId,
        ...identity,
        servers: [],
        names: [],
      };
      cluster.names.push(member.name, `${member.source}/${member.name}`);
      const access = member.record?.access;
      const server =
        access?.type === 'direct' ? access.connection.server : access?.server;
      const normalised = server && normaliseServer(server);
      if (normalised) cluster.servers.push(normalised);
      // One that may be asked beats one that may not, and the first stays.
      if (
        !cluster.access ||
        (cluster.access.type !== 'direct' && access?.type === 'direct')
      ) {
        cluster.access = access;
      }
      clusters.set(member.clusterId, cluster);
    }
    return [...clusters.values()];
  }

  /** Takes the complete set of one source. Whoever is missing has left it. */
  async replaceClusters(
    source: Pick<ClusterSource, 'id' | 'title'>,
    records: ClusterRecord[],
  ): Promise<void> {
    await this.#exclusively(async () => {
      const before = this.clusters();
      const now = Date.now();
      const named = new Set(records.map(record => record.name));
      for (const record of records) await this.#put(source, record, now);
      for (const [key, member] of this.#members) {
        if (member.source !== source.id || named.has(member.name)) continue;
        this.#members.set(key, {
          ...member,
          present: false,
          record: undefined,
        });
        await this.#knex('cluster_record')
          .where({ source_id: source.id, name: member.name, present: true })
          .update({ present: false, left_at: now });
      }
      await this.#settle(before, now);
    });
  }

  /** Ends the wait for sources: what none of them named by now has left. */
  async allSourcesTold(sourceIds: string[]): Promise<void> {
    await this.#exclusively(async () => {
      const before = this.clusters();
      const now = Date.now();
      for (const [key, member] of this.#members) {
        if (!member.present || sourceIds.includes(member.source)) continue;
        this.#members.set(key, { ...member, present: false });
        await this.#knex('cluster_record')
          .where({ source_id: member.source, name: member.name })
          .update({ present: false, left_at: now });
      }
      await this.#settle(before, now);
    });
  }

  /** Takes the UID that a cluster showed when it was connected to. */
  async identify(clusterId: string, uid: string): Promise<Identified> {
    return this.#exclusively(async () => {
      const identity = this.#identities.get(clusterId);
      if (!identity || identity.uid === uid) return { outcome: 'same' };
      if (identity.uid) {
        return {
          outcome: 'quarantined',
          reason: `its address now leads to another cluster (kube-system has UID ${uid}, it was ${identity.uid}); give it a new name in its source if that is meant`,
        };
      }
      const twin = [...this.#identities].find(
        ([id, other]) =>
          id !== clusterId &&
          other.uid === uid &&
          other.apiServerKey === identity.apiServerKey,
      );
      if (twin) {
        await this.#merge(clusterId, twin[0]);
        return { outcome: 'merged', into: twin[0] };
      }
      await this.#knex('cluster').where({ id: clusterId }).update({ uid });
      this.#identities.set(clusterId, { ...identity, uid });
      return { outcome: 'same' };
    });
  }

  resolve(observer: string, reference: SubjectReference): ResolvedSubject {
    if (reference.type === 'observer') {
      return { subject: observer, reference: null };
    }
    if (reference.type === 'none') return { subject: null, reference: null };
    const text = JSON.stringify({
      ...(reference.server ? { server: reference.server } : {}),
      ...(reference.name ? { name: reference.name } : {}),
    });
    return {
      subject: this.#find(observer, reference) ?? null,
      reference: text,
    };
  }

  #find(
    observer: string,
    reference: { server?: string; name?: string },
  ): string | undefined {
    const clusters = this.clusters();
    const server = reference.server && normaliseServer(reference.server);
    if (server) {
      const matches = clusters.filter(cluster =>
        cluster.servers.includes(server),
      );
      if (matches.length === 1) return matches[0].id;
    }
    // A name alone means nothing, unless the operator says what it means.
    if (reference.name) {
      const hub = clusters.find(cluster => cluster.id === observer);
      const told = this.#references.find(
        candidate =>
          candidate.name === reference.name &&
          hub?.names.includes(candidate.hub),
      );
      if (told) {
        const matches = clusters.filter(cluster =>
          cluster.names.includes(told.cluster),
        );
        if (matches.length === 1) return matches[0].id;
      }
    }
    return undefined;
  }

  async #load(): Promise<void> {
    const clusters = await this.#knex('cluster').select(
      'id',
      'name',
      'uid',
      'api_server_key',
    );
    for (const row of clusters) {
      this.#identities.set(row.id, {
        name: row.name,
        uid: row.uid ?? undefined,
        apiServerKey: row.api_server_key ?? undefined,
      });
    }
    const records = await this.#knex('cluster_record').select(
      'source_id',
      'name',
      'cluster_id',
      'present',
    );
    for (const row of records) {
      this.#members.set(`${row.source_id}/${row.name}`, {
        source: row.source_id,
        name: row.name,
        clusterId: row.cluster_id,
        present: Boolean(row.present),
      });
    }
  }

  async #put(
    source: Pick<ClusterSource, 'id' | 'title'>,
    record: ClusterRecord,
    now: number,
  ): Promise<void> {
    const memberKey = `${source.id}/${record.name}`;
    const { access } = record;
    const server =
      access.type === 'direct' ? access.connection.server : access.server;
    const key =
      access.type === 'direct' ? apiServerKey(access.connection) : undefined;
    const columns = {
      source_title: source.title,
      server: server ?? null,
      tls_verified: !(
        access.type === 'direct' && access.connection.skipTlsVerify
      ),
      present: true,
      left_at: null,
    };
    const known = this.#members.get(memberKey);
    const clusterId = known?.clusterId ?? `c-${randomBytes(9).toString('hex')}`;
    if (known) {
      await this.#knex('cluster_record')
        .where({ source_id: source.id, name: record.name })
        .update(columns);
      await this.#knex('cluster')
        .where({ id: clusterId })
        .update({ left_at: null, title: record.title ?? null });
    } else {
      await this.#knex('cluster').insert({
        id: clusterId,
        name: record.name,
        title: record.title ?? null,
        api_server_key: key ?? null,
        reachability: 'pending',
        reachability_since: now,
        created_at: now,
      });
      await this.#knex('cluster_record').insert({
        source_id: source.id,
        name: record.name,
        cluster_id: clusterId,
        first_seen_at: now,
        ...columns,
      });
    }
    const identity = this.#identities.get(clusterId);
    if (key && identity?.apiServerKey !== key) {
      await this.#knex('cluster')
        .where({ id: clusterId })
        .update({ api_server_key: key });
    }
    this.#identities.set(clusterId, {
      name: identity?.name ?? record.name,
      uid: identity?.uid,
      apiServerKey: key ?? identity?.apiServerKey,
    });
    this.#members.set(memberKey, {
      source: source.id,
      name: record.name,
      clusterId,
      present: true,
      record,
    });
  }

  /** Tells the listener what is different now. */
  async #settle(before: KnownCluster[], now: number): Promise<void> {
    await this.#markLeft(now);
    const after = new Map(
      this.clusters().map(cluster => [cluster.id, cluster]),
    );
    for (const cluster of before) {
      if (!after.has(cluster.id)) this.#listener.clusterGone(cluster.id);
    }
    for (const cluster of after.values()) {
      const old = before.find(({ id }) => id === cluster.id);
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

  async #markLeft(now: number): Promise<void> {
    const present = this.clusters().map(cluster => cluster.id);
    await this.#knex('cluster')
      .whereNotIn('id', present)
      .whereNull('left_at')
      .update({ left_at: now });
    // Under another name, one that had left may be there again.
    await this.#knex('cluster')
      .whereIn('id', present)
      .whereNotNull('left_at')
      .update({ left_at: null });
  }

  /** Makes the younger cluster part of the older one; its id stays an alias. */
  async #merge(first: string, second: string): Promise<void> {
    const before = this.clusters();
    const now = Date.now();
    await this.#knex.transaction(async trx => {
      await trx('cluster_record')
        .where({ cluster_id: first })
        .update({ cluster_id: second });
      await trx('cluster').where({ id: first }).update({ left_at: now });
      await trx('cluster_alias').insert({
        id: first,
        cluster_id: second,
        reason: 'UID of kube-system and API server are equal',
        created_at: now,
      });
    });
    this.#identities.delete(first);
    for (const [key, member] of this.#members) {
      if (member.clusterId === first) {
        this.#members.set(key, { ...member, clusterId: second });
      }
    }
    this.#logger.info('Two records are one cluster', {
      cluster: second,
      alias: first,
    });
    await this.#settle(before, now);
  }

  /** Changes of the set follow one another, never cross. */
  #exclusively<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#changes.then(change);
    this.#changes = result.catch(() => undefined);
    return result;
  }
}

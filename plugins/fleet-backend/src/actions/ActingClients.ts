import type { ClusterConnection } from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesClient } from '@fleetview/kube-watch';
import type { ClusterRegistry } from '../clusters/ClusterRegistry';
import { normaliseServer } from '../clusters/apiServer';
import { toKubernetesConnection } from '../collector/toKubernetesConnection';
import type { ActConfig } from '../config/FleetConfig';

/** One object, its patches and its watch: far less than what reading takes. */
const LIMITS = {
  connections: 4,
  maxWatches: 16,
  connectTimeoutMs: 5_000,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 15_000,
  maxObjectBytes: 4 * 1024 * 1024,
  maxLineBytes: 4 * 1024 * 1024,
  // One that has fallen silent is looked at again soon: somebody waits.
  watchIdleMs: 20_000,
};

/** Why a cluster cannot be told anything, with the configuration key to look at. */
export type NoCredentials = { reason: string; configuration: string };

type Held = { key: string; client: KubernetesClient };

/**
 * The connections by which systems are told something: to the address that a cluster
 * is read at, by its certificate authority and under the same network policy, and
 * with credentials of their own. Those that the cluster is read with are never used.
 */
export class ActingClients {
  readonly #registry: Pick<ClusterRegistry, 'get' | 'records'>;
  readonly #config: readonly ActConfig[];
  readonly #held = new Map<string, Held>();

  constructor(options: {
    registry: Pick<ClusterRegistry, 'get' | 'records'>;
    config: readonly ActConfig[];
  }) {
    this.#registry = options.registry;
    this.#config = options.config;
  }

  /** What is missing for a cluster; nothing where it can be connected to. Connects to nothing. */
  missing(clusterId: string): NoCredentials | undefined {
    const found = this.#find(clusterId);
    return 'connection' in found ? undefined : found;
  }

  /** The client of a cluster, or what is missing for one. */
  of(clusterId: string): KubernetesClient | NoCredentials {
    const found = this.#find(clusterId);
    const held = this.#held.get(clusterId);
    if (!('connection' in found)) {
      this.#drop(clusterId);
      return found;
    }
    const { connection } = found;
    const key = JSON.stringify(connection);
    if (held?.key === key) return held.client;
    this.#drop(clusterId);
    const client = KubernetesClient.create({
      connection: toKubernetesConnection(connection),
      limits: LIMITS,
      userAgent: 'fleet-backstage',
    });
    this.#held.set(clusterId, { key, client });
    return client;
  }

  async close(): Promise<void> {
    const clients = [...this.#held.values()];
    this.#held.clear();
    await Promise.all(clients.map(({ client }) => client.close()));
  }

  #drop(clusterId: string): void {
    const held = this.#held.get(clusterId);
    this.#held.delete(clusterId);
    void held?.client.close();
  }

  #find(clusterId: string): { connection: ClusterConnection } | NoCredentials {
    const cluster = this.#registry.get(clusterId);
    const own = (cluster?.names ?? []).filter(
      name => !cluster?.othersNames?.includes(name),
    );
    const entry = this.#config.find(each => own.includes(each.cluster));
    if (!cluster || !entry) {
      const name = own.find(each => !each.includes('/')) ?? own[0] ?? clusterId;
      return {
        reason: `There are no credentials to act on the cluster '${name}'. Whoever runs the portal can add them below fleet.act.`,
        configuration: 'fleet.act',
      };
    }
    // Two that may be meant by one name: credentials go where they were meant to go, or nowhere.
    if (this.#isOfSeveral(entry.cluster, clusterId)) {
      return {
        reason: `Several clusters are called '${entry.cluster}': write source/name.`,
        configuration: `${entry.key}.cluster`,
      };
    }
    const member = this.#registry
      .records()
      .find(
        each =>
          each.clusterId === clusterId &&
          each.present &&
          each.record?.access.type === 'direct',
      );
    const { record } = member ?? {};
    if (record?.access.type !== 'direct') {
      return {
        reason:
          cluster.access?.type === 'not-asked'
            ? `The cluster is not asked: ${cluster.access.reason}`
            : 'No source of this replica tells how the cluster is reached.',
        configuration: entry.key,
      };
    }
    const { connection } = record.access;
    const { server, caData, skipTlsVerify, tlsServerName, networkPolicy } =
      connection;
    // Whoever writes an address would otherwise be sent what the operator gave for another.
    const isVouched = entry.server
      ? normaliseServer(entry.server) === normaliseServer(server)
      : record.origin === 'operator';
    if (!isVouched) {
      return {
        reason: entry.server
          ? `The cluster is read at another address than ${entry.key}.server says, and the credentials go to no other.`
          : `The address of the cluster was not written by whoever runs the portal. Add it as ${entry.key}.server, and the credentials go there alone.`,
        configuration: `${entry.key}.server`,
      };
    }
    const { token, tokenFile } = entry;
    return {
      connection: {
        server,
        ...(caData === undefined ? {} : { caData }),
        ...(skipTlsVerify === undefined ? {} : { skipTlsVerify }),
        ...(tlsServerName === undefined ? {} : { tlsServerName }),
        // Every record that was let through has one; without one nothing private is connected to.
        networkPolicy: networkPolicy ?? { allowPrivate: false, allow: [] },
        ...(token === undefined ? {} : { token }),
        ...(tokenFile === undefined ? {} : { tokenFile }),
      },
    };
  }

  #isOfSeveral(name: string, clusterId: string): boolean {
    return this.#registry
      .records()
      .some(
        member =>
          member.present &&
          member.clusterId !== clusterId &&
          member.name === name &&
          !!this.#registry.get(member.clusterId)?.names.includes(name) &&
          !this.#registry.get(member.clusterId)?.othersNames?.includes(name),
      );
  }
}

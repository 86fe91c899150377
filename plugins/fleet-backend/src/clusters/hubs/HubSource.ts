import type {
  ClusterConnection,
  ClusterSource,
  ClusterSourceConnection,
  ConfigurationProblem,
} from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesClient, KubernetesError } from '@fleetview/kube-watch';
import type { AuditTrail } from '../../audit';
import { toKubernetesConnection } from '../../collector/toKubernetesConnection';
import type { HubConfig } from '../../config/FleetConfig';
import type { FoundHub, HubConnections } from '../guard/ToldClusters';
import { confirmHub, HubHeldBack } from './confirmHub';
import { HubCredentials } from './HubCredentials';
import { SECRETS, type HubContext, type HubReader } from './HubReader';
import { hubReaders } from './hubReaders';
import type { HubIdentity } from './readHubIdentity';

/** What is registered is seen within a minute of it, its first connection included. */
const INTERVAL_MS = 30_000;
/** How long a hub may take to be told by its own source before that is a problem. */
const FIRST_MS = 10_000;
const MAX_PROBLEMS = 20;

/** What a hub may cost: it is read on the portal's thread. */
const LIMITS = {
  connections: 2,
  maxListObjects: 10_000,
  maxListBytes: 128 * 1024 * 1024,
};

type Found = Extract<FoundHub, { outcome: 'found' }>;

type Timing = { intervalMs: number; firstMs: number };

/**
 * The clusters that a hub names, read over the hub's own connection every half
 * minute and whenever that connection changes. Credentials stay in memory. A hub that
 * cannot be read is a problem, and its last set stands; so does that of one whose
 * address suddenly leads to another cluster, which is not read at all.
 */
export class HubSource implements ClusterSource {
  readonly id: string;
  readonly title: string;
  readonly #hub: HubConfig;
  readonly #reader: HubReader;
  readonly #hubs: HubConnections;
  readonly #credentials: HubCredentials;
  readonly #identityOf: (record: Found['record']) => Promise<HubIdentity>;
  readonly #signal: AbortSignal;
  readonly #timing: Timing;
  #client?: { client: KubernetesClient; key: string };
  #reading?: Promise<void>;
  #again = false;
  #timer?: NodeJS.Timeout;

  static create(options: {
    hub: HubConfig;
    hubs: HubConnections;
    /** Records that credentials are read. */
    audit: AuditTrail;
    /** Who the cluster of a record is known to be. */
    identityOf: (record: Found['record']) => Promise<HubIdentity>;
    signal: AbortSignal;
    timing?: Partial<Timing>;
  }): HubSource {
    return new HubSource(options);
  }

  private constructor(options: Parameters<typeof HubSource.create>[0]) {
    const { hub } = options;
    const within = hub.namespace ? `/${hub.namespace}` : '';
    this.id = `hub:${hub.type}:${hub.cluster}${within}`;
    this.title = `${hub.type} on ${hub.cluster}${within}`;
    this.#hub = hub;
    this.#reader = hubReaders[hub.type];
    this.#hubs = options.hubs;
    this.#credentials = new HubCredentials({
      audit: options.audit,
      hub: { id: this.id, name: hub.cluster },
    });
    this.#identityOf = options.identityOf;
    this.#signal = options.signal;
    this.#timing = {
      intervalMs: INTERVAL_MS,
      firstMs: FIRST_MS,
      ...options.timing,
    };
  }

  /**
   * Returns at once: the hub may be told by another source, later or never, and
   * until it was read what was known of its clusters stands.
   */
  async connect(connection: ClusterSourceConnection): Promise<void> {
    let last: string | undefined;
    const readIfMoved = () => {
      const found = this.#hubs.find(this.#hub.cluster);
      if (found.outcome !== 'found') return;
      // Whatever any source tells is heard here, its own set included.
      const now = JSON.stringify(found);
      if (now === last) return;
      last = now;
      void this.#read(connection);
    };
    const off = this.#hubs.onChanged(readIfMoved);
    this.#signal.addEventListener('abort', () => {
      off();
      clearTimeout(this.#timer);
      this.#credentials.stop();
      void this.#client?.client.close();
    });
    readIfMoved();
    this.#schedule(connection, this.#timing.firstMs);
  }

  #schedule(connection: ClusterSourceConnection, delayMs: number): void {
    if (this.#signal.aborted) return;
    this.#timer = setTimeout(() => {
      void this.#read(connection).finally(() =>
        this.#schedule(
          connection,
          this.#timing.intervalMs * (0.8 + 0.4 * Math.random()),
        ),
      );
    }, delayMs);
    this.#timer.unref();
  }

  /** One reading at a time; a change during one is followed by another. */
  async #read(connection: ClusterSourceConnection): Promise<void> {
    if (this.#reading) {
      this.#again = true;
      return this.#reading;
    }
    this.#reading = (async () => {
      do {
        this.#again = false;
        await this.#readOnce(connection);
      } while (this.#again && !this.#signal.aborted);
    })().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readOnce(told: ClusterSourceConnection): Promise<void> {
    const { key, cluster } = this.#hub;
    const found = this.#hubs.find(cluster);
    if (found.outcome === 'missing') {
      told.replaceProblems([
        { key: `${key}.cluster`, value: cluster, message: found.reason },
      ]);
      return;
    }
    try {
      this.#connectTo(found.connection);
      await this.#confirm(found);
      const { records, problems } = await this.#reader.read(
        this.#contextOf(found),
      );
      if (this.#signal.aborted) return;
      told.replaceProblems(bounded(this.#hub, problems));
      await told.replaceClusters(records);
    } catch (error) {
      if (this.#signal.aborted) return;
      told.replaceProblems([
        { key, value: cluster, message: this.#words(error) },
      ]);
    }
  }

  #connected(): KubernetesClient {
    if (!this.#client) throw new Error('the hub is not connected');
    return this.#client.client;
  }

  async #confirm({ record }: Found): Promise<void> {
    await confirmHub({
      client: this.#connected(),
      identity: await this.#identityOf(record),
      signal: this.#signal,
    });
  }

  #contextOf(found: Found): HubContext {
    const client = () => this.#connected();
    return {
      hub: this.#hub,
      connection: found.connection,
      origin: found.origin,
      list: async (resource, options = {}) => {
        const objects: Awaited<ReturnType<HubContext['list']>> = [];
        const list = async () => {
          await client().list(resource, {
            ...options,
            signal: this.#signal,
            onPage: items => {
              objects.push(...items);
            },
            onRestart: () => {
              objects.length = 0;
            },
          });
          return objects;
        };
        return resource === SECRETS
          ? this.#credentials.read(JSON.stringify(options), list)
          : list();
      },
      getObject: async (resource, name) => {
        // It may have been long since the reading.
        await this.#confirm(found);
        const get = () =>
          client().getObject(resource, { ...name, signal: this.#signal });
        if (resource !== SECRETS) return get();
        const [secret] = await this.#credentials.read(
          JSON.stringify(name),
          async () => [await get()],
        );
        return secret;
      },
      versionOf: async (group, plural, versions) => {
        const { groups } = await client().discover({
          groups: [group],
          signal: this.#signal,
        });
        const served =
          groups.find(each => each.group === group)?.versions ?? [];
        const version = versions.find(wanted =>
          served.some(
            each =>
              each.version === wanted &&
              each.resources.some(resource => resource.plural === plural),
          ),
        );
        if (version !== undefined) return version;
        const failed = served.find(each => each.error)?.error;
        throw (
          failed ??
          new KubernetesError('not-served', `${plural} of ${group} not served`)
        );
      },
    };
  }

  #connectTo(connection: ClusterConnection): void {
    const key = JSON.stringify(connection);
    if (this.#client?.key === key) return;
    void this.#client?.client.close();
    this.#client = undefined;
    this.#client = {
      key,
      client: KubernetesClient.create({
        connection: toKubernetesConnection(connection),
        limits: LIMITS,
        userAgent: 'fleet-for-backstage',
      }),
    };
  }

  #words(error: unknown): string {
    const { reads, role } = this.#reader;
    if (error instanceof HubHeldBack) {
      return `nothing is read from the hub, since ${error.message}. Its clusters stay as they were`;
    }
    if (!(error instanceof KubernetesError)) {
      return 'the hub could not be read, and its clusters stay as they were';
    }
    switch (error.kind) {
      case 'forbidden':
        return `the hub does not let the portal read ${reads}; grant rbac/extension-roles/${role} there. Its clusters stay as they were`;
      case 'not-served':
        return `the hub serves no ${reads}; ${
          this.#hub.key
        }.type may be meant otherwise. Its clusters stay as they were`;
      default:
        return `the hub could not be read: ${error.reason}. Its clusters stay as they were`;
    }
  }
}

/** Whoever writes a hub's objects shall not fill the overview. */
function bounded(
  hub: HubConfig,
  problems: ConfigurationProblem[],
): ConfigurationProblem[] {
  if (problems.length <= MAX_PROBLEMS) return problems;
  return [
    ...problems.slice(0, MAX_PROBLEMS),
    {
      key: hub.key,
      value: hub.cluster,
      message: `and ${problems.length - MAX_PROBLEMS} more`,
    },
  ];
}

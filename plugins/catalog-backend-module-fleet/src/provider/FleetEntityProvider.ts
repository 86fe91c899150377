import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type {
  Connections,
  FleetService,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import { entityNameCandidates } from '../entity/entityName';
import type { ProviderConfig } from '../readProviderConfig';
import { moveCluster } from '../store/moveCluster';
import { readClusters } from '../store/readClusters';
import { reserveName } from '../store/reserveName';
import { writeClusters } from '../store/writeClusters';
import { findDescribed, hasDescribed } from './findDescribed';
import { findSuccessors } from './findSuccessors';
import { planEntities } from './planEntities';

/** The catalog's key for what may replace what: entities of another one are left alone. */
const LOCATION_KEY = 'fleet';

const CLUSTERS = { kind: 'Resource', 'spec.type': 'kubernetes-cluster' };

export type FleetEntityProviderOptions = {
  config: ProviderConfig;
  knex: Knex;
  fleet: Pick<FleetService, 'listConnections'>;
  catalog: Pick<CatalogService, 'getEntities' | 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  scheduler: Pick<SchedulerService, 'scheduleTask'>;
  logger: LoggerService;
  now?: () => number;
};

/**
 * The clusters of the fleet as entities. The fleet is asked every few seconds
 * whether anything changed, and the catalog is told what did; now and then it is
 * told everything. A fleet that does not answer changes nothing: what the catalog
 * has stays.
 */
export class FleetEntityProvider implements EntityProvider {
  readonly #options: FleetEntityProviderOptions;
  #connection: EntityProviderConnection | undefined;
  /** What was last told; another replica may have told something else since, which a later answer of the fleet shows. */
  #version: string | undefined;
  #isUnanswered = false;
  #isToldAll = false;
  #work: Promise<unknown> = Promise.resolve();

  static create(options: FleetEntityProviderOptions): FleetEntityProvider {
    return new FleetEntityProvider(options);
  }

  private constructor(options: FleetEntityProviderOptions) {
    this.#options = options;
  }

  getProviderName(): string {
    return 'fleet';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    const { scheduler, config } = this.#options;
    await scheduler.scheduleTask({
      ...config.schedule,
      id: 'catalog-fleet-full',
      fn: signal => this.tellAll(signal),
    });
    await scheduler.scheduleTask({
      id: 'catalog-fleet-changes',
      frequency: { seconds: config.pollSeconds },
      timeout: { minutes: 5 },
      initialDelay: { seconds: Math.min(10, config.pollSeconds) },
      fn: signal => this.tellChanges(signal),
    });
  }

  /** Tells the catalog of all clusters. */
  async tellAll(signal?: AbortSignal): Promise<void> {
    await this.#exclusively(() => this.#tell({ signal, isFull: true }));
  }

  /** Tells the catalog what changed; nothing while nothing did. */
  async tellChanges(signal?: AbortSignal): Promise<void> {
    await this.#exclusively(() =>
      // What cannot be known to be told is told whole, once.
      this.#tell({ signal, isFull: !this.#isToldAll }),
    );
  }

  async #tell(options: {
    signal?: AbortSignal;
    isFull: boolean;
  }): Promise<void> {
    const connection = this.#connection;
    if (!connection) throw new Error('The catalog is not connected yet');
    const fleet = await this.#ask(options);
    if (!fleet) return;
    const plan = await this.#plan(fleet);
    if (options.isFull) {
      await connection.applyMutation({
        type: 'full',
        entities: plan.all.map(deferred),
      });
    } else if (plan.changed.length + plan.removed.length > 0) {
      await connection.applyMutation({
        type: 'delta',
        added: plan.changed.map(deferred),
        removed: plan.removed.map(deferred),
      });
    }
    const { knex, logger, now = Date.now } = this.#options;
    // After it was told: what fails before is told again.
    await writeClusters(knex, plan.rows, now());
    this.#version = fleet.version;
    this.#isToldAll = true;
    if (plan.changed.length + plan.removed.length > 0) {
      logger.info('Told the catalog of clusters', {
        changed: plan.changed.length,
        removed: plan.removed.map(entity => stringifyEntityRef(entity)),
      });
    }
  }

  /** What the fleet knows, where that is anything new; nothing where it does not answer. */
  async #ask(options: {
    signal?: AbortSignal;
    isFull: boolean;
  }): Promise<Connections | undefined> {
    const { fleet, auth, logger } = this.#options;
    try {
      const answer = await fleet.listConnections({
        credentials: await auth.getOwnServiceCredentials(),
        ...(options.signal ? { signal: options.signal } : {}),
        ...(options.isFull || !this.#version ? {} : { unless: this.#version }),
      });
      if (this.#isUnanswered) logger.info('The fleet answers again');
      this.#isUnanswered = false;
      return answer;
    } catch (error) {
      if (options.signal?.aborted) throw error;
      // Said once, not with every question.
      if (!this.#isUnanswered) {
        logger.warn(
          'The fleet does not answer; the entities of its clusters stay as they are',
          error as Error,
        );
      }
      this.#isUnanswered = true;
      return undefined;
    }
  }

  async #plan(fleet: Connections) {
    const { knex, config } = this.#options;
    const described = await this.#described(fleet);
    const known = await this.#succeeded(fleet);
    const unnamed = fleet.connections.filter(
      ({ id, lifecycle }) => lifecycle === 'in-use' && !known.has(id),
    );
    const names = new Map(
      unnamed.map(connection => [
        connection.id,
        entityNameCandidates(connection.id, callName(connection)),
      ]),
    );
    const taken = await this.#takenByOthers([
      ...new Set([...names.values()].flat()),
    ]);
    for (const [clusterId, candidates] of names) {
      await reserveName(knex, {
        clusterId,
        candidates: candidates.filter(name => !taken.has(name)),
      });
    }
    return planEntities({
      fleet,
      stored: unnamed.length > 0 ? await readClusters(knex) : known,
      described,
      config,
    });
  }

  /** What is kept of clusters, once those that have a new id were given what they had. */
  async #succeeded(fleet: Connections) {
    const { knex } = this.#options;
    const known = await readClusters(knex);
    const successions = findSuccessors(fleet.connections, known);
    for (const succession of successions) await moveCluster(knex, succession);
    return successions.length > 0 ? readClusters(knex) : known;
  }

  async #described(fleet: Connections): Promise<Map<string, string>> {
    if (!hasDescribed(fleet.connections)) return new Map();
    const { items } = await this.#options.catalog.getEntities(
      {
        filter: [CLUSTERS],
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
        ],
      },
      await this.#asOurselves(),
    );
    return findDescribed(fleet.connections, items);
  }

  /** Names that somebody else's entity has: the catalog would keep that one, and leave ours out. */
  async #takenByOthers(names: string[]): Promise<Set<string>> {
    const { catalog, config } = this.#options;
    const taken = new Set<string>();
    for (let start = 0; start < names.length; start += 500) {
      const some = names.slice(start, start + 500);
      const { items } = await catalog.getEntitiesByRefs(
        {
          entityRefs: some.map(name =>
            stringifyEntityRef({
              kind: 'resource',
              namespace: config.namespace,
              name,
            }),
          ),
          fields: ['kind', 'metadata.name', 'metadata.annotations'],
        },
        await this.#asOurselves(),
      );
      items.forEach((entity, index) => {
        if (entity) taken.add(some[index]);
      });
    }
    return taken;
  }

  async #asOurselves() {
    const { auth } = this.#options;
    return { credentials: await auth.getOwnServiceCredentials() };
  }

  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => undefined);
    return done;
  }
}

function deferred(entity: Entity) {
  return { entity, locationKey: LOCATION_KEY };
}

/** What an operator calls it, before what others do; without its source, which says nothing to a reader. */
function callName({ names, name }: Connections['connections'][number]): string {
  const present = names.filter(record => record.present);
  const best =
    present.find(({ givenBy }) => givenBy === 'operator') ?? present[0];
  return best?.name ?? name;
}

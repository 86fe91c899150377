import type {
  AuditorService,
  AuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  ClusterRecord,
  ClusterSource,
  ClusterSourceConnection,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import { DatabaseAuditTrail, type AuditTrail } from '../audit';
import { newReplicaId } from '../leases/newReplicaId';

/*
 * What an engine needs of its portal, as little as it gets along with: a test
 * file that is loaded for many runs must not load half of Backstage first.
 */

/** A source of clusters that can be told others. */
export class ToldSource implements ClusterSource {
  readonly id = 'told';
  readonly title = 'Told';
  readonly #connections: ClusterSourceConnection[] = [];
  #records: ClusterRecord[];

  constructor(records: ClusterRecord[]) {
    this.#records = records;
  }

  async connect(connection: ClusterSourceConnection): Promise<void> {
    this.#connections.push(connection);
    await connection.replaceClusters(this.#records);
  }

  /** From now on there are these clusters, for whoever is connected and whoever will be. */
  async tell(records: ClusterRecord[]): Promise<void> {
    this.#records = records;
    await Promise.all(
      this.#connections.map(connection => connection.replaceClusters(records)),
    );
  }
}

/** A logger that hands on what goes wrong. */
export function loggerTo(say: (line: string) => void): LoggerService {
  const line = (level: string) => (message: string, meta?: object) =>
    say(
      `${level}: ${message}${meta instanceof Error ? `: ${meta.message}` : ''}`,
    );
  const logger: LoggerService = {
    error: line('error'),
    warn: line('warn'),
    info: () => {},
    debug: () => {},
    child: () => logger,
  };
  return logger;
}

/** A catalog without entities. */
export const noCatalog = {
  async *streamEntities() {},
  getEntityByRef: async () => undefined,
} as Pick<
  CatalogService,
  'streamEntities' | 'getEntityByRef'
> as CatalogService;

export const noAuth = {
  getOwnServiceCredentials: async () => ({
    $$type: '@backstage/BackstageCredentials',
    principal: { type: 'service', subject: 'plugin:fleet' },
  }),
} as Pick<AuthService, 'getOwnServiceCredentials'> as AuthService;

const noAuditor: AuditorService = {
  createEvent: async () => ({ success: async () => {}, fail: async () => {} }),
};

/** A real audit, of a replica of its own, that tells no auditor. */
export function auditOf(knex: Knex): { audit: AuditTrail; replica: string } {
  const replica = newReplicaId();
  return {
    replica,
    audit: DatabaseAuditTrail.create({
      knex,
      replica,
      auditor: noAuditor,
      logger: loggerTo(() => {}),
    }),
  };
}

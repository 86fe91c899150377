import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  ClusterSource,
  ClusterSourceConnection,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import { FleetEngine } from '../FleetEngine';
import { testAudit } from './audit';
import { NO_CONFIG } from './cluster';
import { testAdapter } from './deployments';
import { FakeThread } from './FakeThread';

/** A source that tells what a test says. */
export class TestSource implements ClusterSource {
  readonly title = 'Test';
  connection!: ClusterSourceConnection;

  constructor(
    readonly id: string,
    private readonly first: Parameters<
      ClusterSourceConnection['replaceClusters']
    >[0] = [],
  ) {}

  async connect(connection: ClusterSourceConnection): Promise<void> {
    this.connection = connection;
    await connection.replaceClusters(this.first);
  }
}

/** Engines as the replicas of one backend, on one database, each with a thread of its own. */
export async function startReplicas(
  knex: Knex,
  count: number,
  sources: () => ClusterSource[],
  over: Partial<Parameters<typeof FleetEngine.start>[0]> = {},
) {
  const replicas = [];
  for (let index = 0; index < count; index += 1) {
    replicas.push(
      await startEngine(knex, sources(), {
        ...over,
        leases: { leaseMs: 1_500, renewMs: 300, claimMs: 50, ...over.leases },
      }),
    );
  }
  return replicas;
}

/** An engine whose one collecting thread a test speaks for. */
export async function startEngine(
  knex: Knex,
  sources: ClusterSource[],
  over: Partial<Parameters<typeof FleetEngine.start>[0]> = {},
) {
  const thread = new FakeThread();
  const logger = mockServices.logger.mock();
  const engine = await FleetEngine.start({
    knex,
    audit: testAudit(knex),
    logger,
    config: NO_CONFIG,
    problems: [],
    adapters: [testAdapter],
    modulePaths: [],
    sources,
    catalog: catalogServiceMock(),
    auth: mockServices.auth(),
    signals: { publish: async () => {} },
    startThread: () => thread,
    ...over,
  });
  const idOf = (name: string) => {
    const found = engine.registry
      .clusters()
      .find(cluster => cluster.names.includes(name));
    if (!found) throw new Error(`There is no cluster '${name}'`);
    return found.id;
  };
  return { engine, thread, logger, idOf };
}

import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { LeaseKeeper, type LeaseKeeperOptions } from '../leases/LeaseKeeper';
import { insertCluster } from './cluster';

/** Puts rows of clusters into the database, by the ids `c-000`, `c-001` … */
export async function insertClusters(
  knex: Knex,
  count: number,
): Promise<string[]> {
  const ids = Array.from(
    { length: count },
    (_, index) => `c-${String(index).padStart(3, '0')}`,
  );
  for (const id of ids) await insertCluster(knex, id);
  return ids;
}

/** A replica that looks when a test says so, and writes down what it is told. */
export class TestReplica {
  readonly told: string[] = [];
  readonly keeper: LeaseKeeper;
  readonly clock = { now: 1_000_000 };
  readable: string[];
  known: string[];
  /** What taking clusters up fails with. */
  failure: Error | undefined;

  constructor(
    knex: Knex,
    clusterIds: string[],
    options: LeaseKeeperOptions['options'] = {},
  ) {
    this.readable = clusterIds;
    this.known = clusterIds;
    this.keeper = LeaseKeeper.create({
      knex,
      logger: mockServices.logger.mock(),
      clusters: () => ({ readable: this.readable, known: this.known }),
      options,
      monotonic: () => this.clock.now,
      listener: {
        acquired: async fences => {
          this.told.push(...fences.map(({ clusterId }) => `+${clusterId}`));
          if (this.failure) throw this.failure;
        },
        lost: (ids, reason) => {
          this.told.push(...ids.map(id => `-${id} ${reason}`));
        },
        handingBack: async ids => {
          this.told.push(...ids.map(id => `back ${id}`));
        },
      },
    });
  }

  /** Looks once, a renewal later than the last time. */
  async look(): Promise<void> {
    this.clock.now += 5_000;
    await this.keeper.tick();
  }

  ids(): string[] {
    return [...this.keeper.owned()].sort();
  }
}

/** All look in turn, several times: until nothing moves any more. */
export async function settle(
  replicas: TestReplica[],
  rounds = 4,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const replica of replicas) await replica.look();
  }
}

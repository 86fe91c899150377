import type { Knex } from 'knex';
import type { KnownCluster } from '../clusters/ClusterRegistry';
import type { FleetConfig } from '../config/FleetConfig';
import type { CurrencyLookup } from '../coverage/CoverageTracker';
import type { Currency } from '../coverage/Currency';
import { deriveBatch } from '../derive/deriveBatch';
import { EntityIndex, type MirroredEntity } from '../mapping/EntityIndex';
import { NamespaceOwners } from '../mapping/namespaceOwners';

export const NO_CONFIG: FleetConfig = {
  kubeconfigs: [],
  attributes: [],
  references: [],
  collector: { threads: 1 },
  catalog: { refreshMinutes: 10 },
  permissions: { showOwnerless: false, tellHidden: false },
};

/** Puts a cluster's row into the database. */
export async function insertCluster(
  knex: Knex,
  id: string,
  over: Record<string, unknown> = {},
): Promise<void> {
  await knex('cluster').insert({
    id,
    name: `name-of-${id}`,
    reachability: 'reachable',
    reachability_since: 1_000,
    created_at: 1_000,
    ...over,
  });
}

/** What is current is said by a test. All is, to begin with, as of 5,000. */
export class TestCurrency implements CurrencyLookup {
  readonly #stale = new Map<string, string>();
  confirmedAt: number | undefined = 5_000;
  /** Where absent, nothing that is new is proven not to have been there. */
  watchedSince: number | undefined;
  gap: Currency['gap'];

  currencyOf(clusterId: string, key: { kind: string }): Currency {
    const reason =
      this.#stale.get(`${clusterId}/${key.kind}`) ??
      this.#stale.get(`${clusterId}/*`);
    const { confirmedAt, watchedSince, gap } = this;
    return {
      current: reason === undefined,
      confirmedAt,
      ...(reason === undefined ? {} : { reason }),
      ...(watchedSince === undefined ? {} : { watchedSince }),
      ...(gap ? { gap } : {}),
    };
  }

  /** From now on a kind, or `*` for all, is not current. */
  lose(clusterId: string, kind: string, reason = 'connection refused'): void {
    this.#stale.set(`${clusterId}/${kind}`, reason);
  }

  regain(clusterId: string, kind: string): void {
    this.#stale.delete(`${clusterId}/${kind}`);
  }
}

/** A cluster that sources call `prod-a`. */
export function testCluster(over: Partial<KnownCluster> = {}): KnownCluster {
  return {
    id: 'c-1',
    name: 'prod-a',
    servers: [],
    names: ['prod-a', 'config/prod-a'],
    ...over,
  };
}

/** Derives one cluster as the loop does. */
export async function deriveTestCluster(
  knex: Knex,
  options: {
    cluster?: Partial<KnownCluster>;
    namespaces?: string[];
    config?: FleetConfig;
    currency?: CurrencyLookup;
    entities?: MirroredEntity[];
    now?: number;
  } = {},
): Promise<boolean> {
  const cluster = testCluster(options.cluster);
  const { visible } = await deriveBatch(
    {
      knex,
      config: options.config ?? NO_CONFIG,
      currency: options.currency ?? new TestCurrency(),
      entities: new EntityIndex(options.entities ?? []),
      owners: new NamespaceOwners(options.config?.namespaceOwners),
      now: options.now ?? 10_000,
    },
    {
      clusters: [cluster],
      marked: new Map([[cluster.id, new Set(options.namespaces ?? ['*'])]]),
    },
  );
  return visible;
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { KnownCluster } from '../clusters/ClusterRegistry';
import type { FleetConfig } from '../config/FleetConfig';
import type { CurrencyLookup } from '../coverage/CoverageTracker';
import type { EntityIndex } from '../mapping/EntityIndex';
import { markDirty } from '../store/markDirty';
import { deriveCluster } from './deriveCluster';

/** Marks are let gather for so long: one derivation serves many changes. */
const GATHER_MS = 150;

/**
 * Empties the dirty queue: takes the marks of one cluster after the other,
 * derives it, and says so. A derivation that fails puts its marks back.
 */
export class DeriveLoop {
  readonly #options: {
    knex: Knex;
    logger: LoggerService;
    config: FleetConfig;
    clusters: () => KnownCluster[];
    currency: CurrencyLookup;
    entities: () => EntityIndex;
    onChanged: () => Promise<void>;
  };
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    config: FleetConfig;
    clusters: () => KnownCluster[];
    currency: CurrencyLookup;
    entities: () => EntityIndex;
    onChanged: () => Promise<void>;
  }) {
    this.#options = options;
  }

  /** There may be marks. */
  nudge(): void {
    if (this.#timer || this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#running = this.#running.then(() => this.#empty());
    }, GATHER_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Derives all that is marked now; for tests and for the loop itself. */
  async #empty(): Promise<void> {
    const { knex, logger } = this.#options;
    let failed = false;
    try {
      const clusters = new Map(
        this.#options.clusters().map(cluster => [cluster.id, cluster]),
      );
      const marks: { cluster_id: string; namespace: string }[] = await knex(
        'dirty',
      ).select('cluster_id', 'namespace');
      const byCluster = new Map<string, Set<string>>();
      for (const mark of marks) {
        const namespaces = byCluster.get(mark.cluster_id) ?? new Set();
        namespaces.add(mark.namespace);
        byCluster.set(mark.cluster_id, namespaces);
      }
      let visible = false;
      for (const [clusterId, namespaces] of byCluster) {
        if (this.#stopped) return;
        // Taken before reading: what changes meanwhile marks it again.
        await knex('dirty')
          .where({ cluster_id: clusterId })
          .whereIn('namespace', [...namespaces])
          .delete();
        const cluster = clusters.get(clusterId);
        if (!cluster) continue;
        try {
          const changed = await deriveCluster({
            knex,
            cluster,
            namespaces,
            config: this.#options.config,
            currency: this.#options.currency,
            entities: this.#options.entities(),
            now: Date.now(),
          });
          visible ||= changed;
        } catch (error) {
          failed = true;
          // The others do not wait for it.
          if (!this.#stopped) {
            logger.error('Deriving failed and is tried again', error as Error);
          }
          await markDirty({
            knex,
            marks: [...namespaces].map(namespace => ({ clusterId, namespace })),
          });
        }
      }
      if (visible) await this.#options.onChanged();
    } catch (error) {
      failed = true;
      if (!this.#stopped) {
        logger.error('Deriving failed and is tried again', error as Error);
      }
    }
    if (failed) setTimeout(() => this.nudge(), 5_000).unref();
  }
}

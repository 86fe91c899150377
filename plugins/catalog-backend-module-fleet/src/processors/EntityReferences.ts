import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { readClusters } from '../store/readClusters';

const HELD_MS = 10_000;

type Held = {
  /** By what an annotation may call a cluster. */
  byName: Map<string, string>;
  /** The id of the cluster, by the entity that somebody else wrote of it. */
  described: Map<string, string>;
};

/** Which entities clusters have, for processors: they are asked for every entity of the catalog. */
export class EntityReferences {
  readonly #knex: Knex;
  readonly #monotonic: () => number;
  #held: { value: Promise<Held>; until: number } | undefined;

  static create(options: {
    knex: Knex;
    monotonic?: () => number;
  }): EntityReferences {
    return new EntityReferences(options);
  }

  private constructor(options: Parameters<typeof EntityReferences.create>[0]) {
    this.#knex = options.knex;
    this.#monotonic = options.monotonic ?? (() => performance.now());
  }

  /** The entity of a cluster that an annotation names; none where several could be meant. */
  async entityOf(name: string): Promise<string | undefined> {
    return (await this.#read()).byName.get(name);
  }

  /** The cluster that an entity was written of. */
  async describedBy(entityRef: string): Promise<string | undefined> {
    return (await this.#read()).described.get(entityRef);
  }

  #read(): Promise<Held> {
    const now = this.#monotonic();
    if (!this.#held || now >= this.#held.until) {
      const value = this.#load();
      this.#held = { value, until: now + HELD_MS };
      value.catch(() => {
        this.#held = undefined;
      });
    }
    return this.#held.value;
  }

  async #load(): Promise<Held> {
    const held: Held = { byName: new Map(), described: new Map() };
    for (const cluster of (await readClusters(this.#knex)).values()) {
      const { entity, describedBy, names, clusterId } = cluster;
      const reference = describedBy ?? (entity && stringifyEntityRef(entity));
      if (cluster.isRemoved || !reference) continue;
      if (describedBy) held.described.set(describedBy, clusterId);
      for (const name of names) held.byName.set(name, reference);
    }
    return held;
  }
}

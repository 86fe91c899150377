import type { EntityIndex } from '../mapping/EntityIndex';
import type { Places, PlaceScope } from '../permissions/PlaceScope';

/** Where a promotion goes. */
export type PromotionPlaces = {
  entityRef: string;
  /** Ids; at least one. */
  clusters: readonly string[];
  namespaces: readonly string[];
};

/** What who asks may see of promotions, ask for and approve of. */
export class PromotionAccess {
  readonly #entities: EntityIndex;
  readonly #instances: PlaceScope;
  readonly #reads: PlaceScope;
  readonly #promotes: PlaceScope;
  readonly #approves: PlaceScope;
  /** Who it is, as a reference; nothing where it is no person. */
  readonly person: string | undefined;

  constructor(options: {
    entities: EntityIndex;
    /** What runs that he may see. */
    instances: PlaceScope;
    reads: PlaceScope;
    promotes: PlaceScope;
    approves: PlaceScope;
    person?: string;
  }) {
    this.#entities = options.entities;
    this.#instances = options.instances;
    this.#reads = options.reads;
    this.#promotes = options.promotes;
    this.#approves = options.approves;
    this.person = options.person;
  }

  /** Whether he may see all promotions, wherever they go to. */
  get seesAll(): boolean {
    return this.#reads.isWhole && this.#instances.isWhole;
  }

  /** Whether he may see all places that it goes to: of a part nobody could judge the whole. */
  sees(asked: PromotionPlaces): boolean {
    const places = this.#placesOf(asked);
    return this.#reads.covers(places) && this.#instances.covers(places);
  }

  /** Whether he may promote to all of them: nobody promotes to what he may not see. */
  mayPromote(asked: PromotionPlaces): boolean {
    return this.sees(asked) && this.#promotes.covers(this.#placesOf(asked));
  }

  /** Whether he may approve for all of them. */
  mayApprove(asked: PromotionPlaces): boolean {
    return this.sees(asked) && this.#approves.covers(this.#placesOf(asked));
  }

  #placesOf({ entityRef, clusters, namespaces }: PromotionPlaces): Places {
    const { owner, system } = this.#entities.byRef.get(entityRef) ?? {};
    return {
      // No cluster would mean all of them.
      clusters: clusters.length > 0 ? clusters : [''],
      namespaces,
      belongings: [
        {
          ...(owner === undefined ? {} : { owner }),
          ...(system === undefined ? {} : { system }),
          orClusters: true,
        },
      ],
    };
  }
}

import {
  isEverything,
  satisfies,
  type Expression,
  type Subject,
} from './Expression';

/** To whom something in a place belongs; what is not known belongs to nobody that a condition could name. */
export type Belonging = Pick<Subject, 'owner' | 'system'> & {
  /** Where nobody owns it, it is its cluster's owner's, as with what runs. */
  orClusters?: true;
};

/** What something is about, as conditions see it. */
export type Places = {
  /** Ids; all that there are or ever will be where there are none. */
  clusters: readonly string[];
  /** All of a cluster where there are none. */
  namespaces: readonly string[];
  /** What it belongs to; what belongs to nothing belongs to the cluster's owner. */
  belongings: readonly (Belonging | 'cluster')[];
};

/**
 * The places of which somebody may see or change something that is about several at once,
 * and that is in no table of what clusters hold.
 */
export class PlaceScope {
  /** Whether everything is within it. */
  readonly isWhole: boolean;
  readonly #clusters: ReadonlyMap<string, Subject>;
  readonly #expression: Expression;
  readonly #within: ReadonlySet<string> | undefined;

  /**
   * @param options.clusters - what is known of all clusters, by id
   * @param options.within - the clusters that may be seen; all where absent
   */
  constructor(options: {
    clusters: ReadonlyMap<string, Subject>;
    expression: Expression;
    within?: ReadonlySet<string>;
  }) {
    this.#clusters = options.clusters;
    this.#expression = options.expression;
    this.#within = options.within;
    this.isWhole =
      options.within === undefined && isEverything(options.expression);
  }

  get knownClusters(): string[] {
    return [...this.#clusters.keys()];
  }

  /** Whether there may be anything within it. */
  get isEmpty(): boolean {
    return this.#expression.type === 'constant' && !this.#expression.value;
  }

  /** Whether anything of some places on a cluster is within it. */
  touches(clusterId: string, places: Places): boolean {
    if (this.isWhole) return true;
    if (this.#within && !this.#within.has(clusterId)) return false;
    return this.#subjectsOn(clusterId, places).some(subject =>
      satisfies(subject, this.#expression),
    );
  }

  /** The clusters of some places of which anything is within it. */
  clustersOf(places: Places): string[] {
    return this.#named(places).filter(id => this.touches(id, places));
  }

  /** Whether anything of some places is within it, on any cluster. */
  touchesAny(places: Places): boolean {
    return this.#named(places).some(id => this.touches(id, places));
  }

  /**
   * Whether all of some places are within it: where they are all clusters, those as well that
   * are not known yet.
   */
  covers(places: Places): boolean {
    if (this.isWhole) return true;
    const isAll = places.clusters.length === 0;
    const areWithin = this.#named(places).every(
      id =>
        (!this.#within || this.#within.has(id)) &&
        this.#subjectsOn(id, places).every(subject =>
          satisfies(subject, this.#expression),
        ),
    );
    if (!isAll || !areWithin) return areWithin;
    return (
      this.#within === undefined &&
      this.#subjectsOn(undefined, places).every(subject =>
        satisfies(subject, this.#expression),
      )
    );
  }

  /** The clusters of some places; those that are known where they are all. */
  #named({ clusters }: Places): string[] {
    return clusters.length > 0 ? [...clusters] : [...this.#clusters.keys()];
  }

  #subjectsOn(clusterId: string | undefined, places: Places): Subject[] {
    const cluster = this.#clusters.get(clusterId ?? '') ?? {
      cluster: clusterId === undefined ? [] : [clusterId],
    };
    const { namespaces, belongings } = places;
    // Of all namespaces at once it is not known which: no condition on them is satisfied.
    const names = namespaces.length > 0 ? namespaces : [undefined];
    return names.flatMap(namespace =>
      belongings.map(belonging => ({
        ...cluster,
        ...(belonging === 'cluster'
          ? { system: undefined }
          : {
              owner:
                belonging.owner ??
                (belonging.orClusters ? cluster.owner : undefined),
              system: belonging.system,
            }),
        namespace,
      })),
    );
  }
}

import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { ANNOTATION_KUBERNETES_AUTH_PROVIDER } from '@backstage/plugin-kubernetes-common';
import type {
  ClusterDetails,
  KubernetesServiceLocator,
  ServiceLocatorRequestContext,
} from '@backstage/plugin-kubernetes-node';
import {
  ANNOTATION_KUBERNETES_CLUSTER,
  type Connection,
} from '@fleetview/backstage-plugin-fleet-common';
import { CLUSTER_ID, FLEET_PROVIDER } from '../clusters/constants';
import type { FleetClusters } from '../clusters/FleetClusters';
import type { SparseLog } from '../SparseLog';
import type { ComponentPlaces } from './ComponentPlaces';
import { fleetIds } from './fleetIds';
import type { Places } from './readPlaces';

/**
 * Of the clusters that the plugin's own locator would ask, those on which the
 * fleet knows the entity to run, and those of which it cannot know.
 */
export class FleetServiceLocator implements KubernetesServiceLocator {
  readonly #own: KubernetesServiceLocator;
  readonly #clusters: Pick<FleetClusters, 'known'>;
  readonly #places: ComponentPlaces;
  readonly #log: SparseLog;
  #ids?: {
    of: ReadonlyMap<string, Connection>;
    find: ReturnType<typeof fleetIds>;
  };

  static create(options: {
    /** The plugin's own locator. */
    own: KubernetesServiceLocator;
    clusters: Pick<FleetClusters, 'known'>;
    places: ComponentPlaces;
    log: SparseLog;
  }): FleetServiceLocator {
    return new FleetServiceLocator(options);
  }

  private constructor(
    options: Parameters<typeof FleetServiceLocator.create>[0],
  ) {
    this.#own = options.own;
    this.#clusters = options.clusters;
    this.#places = options.places;
    this.#log = options.log;
  }

  /** @throws NotAllowedError when the fleet does not let the viewer see where things run */
  async getClustersByEntity(
    entity: Entity,
    context: ServiceLocatorRequestContext,
  ): Promise<{ clusters: ClusterDetails[] }> {
    const [{ clusters }, answer] = await Promise.all([
      this.#own.getClustersByEntity(entity, context),
      this.#places.of(entity, context.credentials),
    ]);
    const named = entity.metadata.annotations?.[ANNOTATION_KUBERNETES_CLUSTER];
    const candidates = named
      ? clusters.filter(({ name }) => name === named)
      : clusters;
    if (answer.type === 'refused') {
      throw new NotAllowedError(
        `Fleet does not let you see where '${entity.metadata.name}' runs: ${answer.message}`,
      );
    }
    if (answer.type === 'failed') {
      this.#log.warn(
        'The fleet does not say where a component runs; the Kubernetes plugin asks all clusters',
        { clusters: candidates.length, reason: answer.message },
      );
    }
    const asked =
      answer.type === 'told'
        ? candidates.filter(this.#isWanted(answer.places, context))
        : candidates;
    return { clusters: asked.map(toFetched) };
  }

  #isWanted(
    places: Places,
    context: ServiceLocatorRequestContext,
  ): (details: ClusterDetails) => boolean {
    const { runsOn, mayRunOn, isCutOff } = places;
    // The fleet reads workloads: that it sees none says nothing of other kinds.
    if (context.customResources.length > 0 && runsOn.size === 0) {
      return () => true;
    }
    const { known } = this.#clusters;
    const idOf = this.#idsOf(known);
    return details => {
      const id = idOf(details);
      // One that the fleet does not know may run anything.
      if (id === undefined) return true;
      if (runsOn.has(id) || mayRunOn.has(id)) return true;
      const state = known.get(id)?.reachability.state;
      return isCutOff && (state === 'not-asked' || state === 'pending');
    };
  }

  #idsOf(known: ReadonlyMap<string, Connection>) {
    if (this.#ids?.of !== known) {
      this.#ids = { of: known, find: fleetIds(known) };
    }
    return this.#ids.find;
  }
}

/** One of the fleet's is fetched of by the strategy that lets it fail alone. */
function toFetched(details: ClusterDetails): ClusterDetails {
  const id = details.authMetadata[CLUSTER_ID];
  if (id === undefined) return details;
  return {
    ...details,
    authMetadata: {
      [ANNOTATION_KUBERNETES_AUTH_PROVIDER]: FLEET_PROVIDER,
      [CLUSTER_ID]: id,
    },
  };
}

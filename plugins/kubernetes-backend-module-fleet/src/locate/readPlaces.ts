import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { DEFAULT_NAMESPACE, type Entity } from '@backstage/catalog-model';
import type { NotHere } from '@fleetview/backstage-plugin-fleet-common';
import type { FleetService } from '@fleetview/backstage-plugin-fleet-node';

/** Of these nobody has looked whether it runs there. */
const NOT_LOOKED: readonly NotHere['reason'][] = ['not-asked', 'pending'];

const PAGE = 500;
const MOST_PAGES = 20;

/** Where an entity runs, by ids of clusters. */
export type Places = {
  /** It runs there, or did when that was known last. */
  runsOn: ReadonlySet<string>;
  /** The fleet does not read them, or has not yet. */
  mayRunOn: ReadonlySet<string>;
  /** Not all clusters of which it is not known were told. */
  isCutOff: boolean;
};

/**
 * Asks where an entity runs. Clusters that were read and lack it are not among the
 * answer, nor are those that cannot be read: the Kubernetes plugin could not
 * either, and the fleet's tab says why.
 *
 * @returns undefined when the fleet does not know the entity
 * @throws Error when the fleet does not answer, or tells more than can be read
 */
export async function readPlaces(options: {
  fleet: Pick<FleetService, 'getComponent'>;
  entity: Entity;
  credentials: BackstageCredentials;
  signal: AbortSignal;
}): Promise<Places | undefined> {
  const { fleet, entity, ...request } = options;
  const key = {
    kind: entity.kind,
    namespace: entity.metadata.namespace ?? DEFAULT_NAMESPACE,
    name: entity.metadata.name,
  };
  const runsOn = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const told = await fleet.getComponent(
      key,
      { limit: PAGE, ...(cursor ? { cursor } : {}) },
      request,
    );
    if (!told.known) return undefined;
    for (const { cluster } of told.instances) runsOn.add(cluster.id);
    cursor = told.nextCursor;
    if (cursor) continue;
    const { notHere } = told;
    return {
      runsOn,
      mayRunOn: new Set(
        notHere
          .filter(({ reason }) => NOT_LOOKED.includes(reason))
          .map(({ cluster }) => cluster.id),
      ),
      // Those of which it is not known come first.
      isCutOff:
        !told.limited &&
        told.notHereTotal > notHere.length &&
        notHere.at(-1)?.reason !== 'not-placed',
    };
  }
  throw new Error(`it runs in more than ${MOST_PAGES * PAGE} places`);
}

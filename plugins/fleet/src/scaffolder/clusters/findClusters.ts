import {
  FleetResponseError,
  type ClusterSummary,
  type FleetApi,
} from '@fleetview/backstage-plugin-fleet-common';

const PAGE = 500;
/** A name that so many others contain is not looked for further. */
const MOST_PAGES = 10;

/**
 * The clusters that a value of a form may be: one where all is well.
 *
 * @param by - what the value is of the cluster
 */
export async function findClusters(
  api: FleetApi,
  value: string,
  by: 'name' | 'id',
): Promise<ClusterSummary[]> {
  return by === 'id' ? byId(api, value) : byName(api, value);
}

async function byId(api: FleetApi, id: string): Promise<ClusterSummary[]> {
  try {
    const { cluster } = await api.getCluster(id);
    return [cluster];
  } catch (error) {
    if (error instanceof FleetResponseError && error.status === 404) return [];
    throw error;
  }
}

async function byName(api: FleetApi, name: string): Promise<ClusterSummary[]> {
  const found: ClusterSummary[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { items, nextCursor } = await api.listClusters({
      text: name,
      limit: PAGE,
      cursor,
    });
    found.push(...items.filter(cluster => cluster.name === name));
    if (!nextCursor) return found;
    cursor = nextCursor;
  }
  throw new Error(`Too many clusters have '${name}' in their names`);
}

import {
  FleetResponseError,
  type FleetApi,
} from '@fleetview/backstage-plugin-fleet-common';

/**
 * The cluster that somebody means by a name or an id. The first of several of one name may be
 * another than was meant, and an exception of the wrong one would be approved as it reads.
 *
 * @returns its id; `none` and `several` where there is not exactly one
 */
export async function findClusterId(
  api: Pick<FleetApi, 'listClusters' | 'getCluster'>,
  written: string,
): Promise<{ id: string } | 'none' | 'several'> {
  const { items } = await api.listClusters({ text: written, limit: 100 });
  const [found, ...others] = items.filter(({ name }) => name === written);
  if (others.length > 0) return 'several';
  if (found) return { id: found.id };
  // A text is looked for in names and titles alone.
  try {
    const { cluster } = await api.getCluster(written);
    return { id: cluster.id };
  } catch (error) {
    if (error instanceof FleetResponseError && error.status === 404) {
      return 'none';
    }
    throw error;
  }
}

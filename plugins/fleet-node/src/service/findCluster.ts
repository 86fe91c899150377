import { InputError, isError } from '@backstage/errors';
import type { FleetService, FleetServiceRequestOptions } from './FleetService';

const PAGE = 100;

/**
 * The cluster that somebody means by an id or a name. An id is of one cluster whatever others are
 * called. Of several of one name none is taken: what is asked of the wrong one would be approved
 * as it reads.
 *
 * @returns its id
 * @throws InputError where there is none that may be seen, or more than one
 * @public
 */
export async function findCluster(
  fleet: Pick<FleetService, 'listClusters' | 'getCluster'>,
  written: string,
  options: FleetServiceRequestOptions,
): Promise<string> {
  try {
    const { cluster } = await fleet.getCluster(written, options);
    return cluster.id;
  } catch (error) {
    // A name may be longer than ids can be, and is refused then.
    const isNoId =
      isError(error) && ['NotFoundError', 'InputError'].includes(error.name);
    if (!isNoId) throw error;
  }
  let found: string | undefined;
  let cursor: string | undefined;
  do {
    // A text is looked for within names and titles: others may fill the first pages.
    const page = await fleet.listClusters(
      { text: written, limit: PAGE, ...(cursor ? { cursor } : {}) },
      options,
    );
    for (const { id, name } of page.items) {
      if (name !== written || id === found) continue;
      if (found !== undefined) {
        throw new InputError(
          `Several clusters are called '${written}'. Write the id of the one that is meant; it stands in the address of its page.`,
        );
      }
      found = id;
    }
    cursor = page.nextCursor;
  } while (cursor);
  if (found !== undefined) return found;
  throw new InputError(
    `There is no cluster called '${written}', or you may not see it.`,
  );
}

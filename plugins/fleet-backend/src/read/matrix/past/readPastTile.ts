import { readInstancesAt } from '../../../history/readInstancesAt';
import type { PlacedInstanceAt } from '../../../history/rebuildAt';
import type { ReadContext, Row } from '../../types';
import type { ReadTileInstances, TilePart } from '../readTileInstances';
import type { PastTime } from './PastTime';
import { readSince } from './readSince';
import { shownThen } from './shownThen';
import { keyOf, visibleCells } from './visibleThen';

/** As in the column of the present: longer ones are cut off. */
const LONGEST_VERSION = 128;

/**
 * As it was at a time.
 *
 * @param rowOf - the row of a cluster of the matrix of that time
 */
export function readPastTile(
  time: PastTime,
  rowOf: (clusterId: string) => Row,
): ReadTileInstances {
  return async (context, part) => {
    const instances = await readVisibleAt(context, time, {
      ...part,
      // Of one that was left out nothing is in any sum either.
      clusterIds: part.clusterIds.filter(id => !rowOf(id).past_cut),
    });
    const since = await readSince(context.knex, time, instances);
    return instances.map(was => {
      const { version, desiredVersion, ...shown } = shownThen(was);
      return {
        id: was.id,
        clusterId: was.clusterId,
        entityRef: was.entityRef,
        ...shown,
        sinceIsLowerBound: false,
        ...since.get(was.id),
        staleSince: was.provenAt,
        version: version?.slice(0, LONGEST_VERSION),
        desiredVersion: desiredVersion?.slice(0, LONGEST_VERSION),
        certainty: was.certainty,
      };
    });
  };
}

/** What was in a part of the matrix at a time that the reader may see. */
export async function readVisibleAt(
  { knex, view }: ReadContext,
  time: PastTime,
  { clusterIds, entityRefs }: TilePart,
): Promise<PlacedInstanceAt[]> {
  if (clusterIds.length === 0 || entityRefs.length === 0) return [];
  const { instances } = await readInstancesAt({
    knex,
    at: time.of,
    clusterIds,
    entityRefs,
  });
  if (!view || view.scope.isWhole) return instances;
  const visible = await visibleCells({
    knex,
    scope: view.scope,
    clusterIds,
    entityRefs,
  });
  return instances.filter(({ clusterId, entityRef, namespace }) =>
    visible.get(clusterId)?.has(keyOf(entityRef, namespace)),
  );
}

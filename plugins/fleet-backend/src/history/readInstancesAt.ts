import type { Knex } from 'knex';
import { dayStatesQuery, fromDayRow, withDayStates } from './dayStates';
import type { HistoryScope } from './nextTransitions';
import { readClustersAt, type ClusterAt } from './readClustersAt';
import { rebuildAt, type PlacedInstanceAt } from './rebuildAt';
import { DAY_MS, dayOf, readKeeping } from './retention';

/** Clusters that one round of statements is for. */
const CLUSTERS_AT_ONCE = 200;

/** What was at a time. */
export type FleetAt = {
  /**
   * What the answer rests on: transitions; the states at the ends of days, so that
   * it is what was at the end of that day; or nothing, as it is not kept so long.
   */
  kept: 'transitions' | 'days' | 'nothing';
  /**
   * How the clusters were covered. Only of one of which all was current does it
   * mean that something was not there when it is not among the instances. Of a day
   * of which there are no transitions it is not known, and this is empty.
   */
  clusters: ClusterAt[];
  instances: PlacedInstanceAt[];
};

/**
 * What instances were at a time, and how their clusters were covered then.
 *
 * @param options.at - milliseconds since 1970
 * @param options.clusterIds - of these clusters alone; of all where absent
 * @param options.entityRefs - of these entities alone, in lower case
 */
export async function readInstancesAt(options: {
  knex: Knex;
  at: number;
  clusterIds?: readonly string[];
  entityRefs?: readonly string[];
}): Promise<FleetAt> {
  const { knex, at, entityRefs } = options;
  const keeping = await readKeeping(knex);
  if (keeping.firstDay !== undefined && dayOf(at) < keeping.firstDay) {
    return { kept: 'nothing', clusters: [], instances: [] };
  }
  const isOfDays = keeping.day !== undefined && dayOf(at) <= keeping.day;
  const clusterIds =
    options.clusterIds ??
    (entityRefs
      ? undefined
      : ((await knex('cluster').pluck('id')) as string[]));
  const found: FleetAt = {
    kept: isOfDays ? 'days' : 'transitions',
    clusters: [],
    instances: [],
  };
  for (const ids of slices(clusterIds)) {
    const within = {
      ...(ids ? { clusterIds: ids } : {}),
      ...(entityRefs ? { entityRefs } : {}),
    };
    found.instances.push(
      ...(isOfDays
        ? await ofDay({ knex, at, within, lastDay: keeping.day! })
        : await rebuildAt({ knex, at, within })),
    );
  }
  if (!isOfDays) {
    // Of whole clusters, or of those that what was found is on.
    const told = clusterIds ?? [
      ...new Set(found.instances.map(each => each.clusterId)),
    ];
    for (const ids of slices(told)) {
      found.clusters.push(
        ...(await readClustersAt({ knex, at, clusterIds: ids! })),
      );
    }
  }
  return found;
}

/**
 * What instances were at the end of a day of which there are no transitions. One
 * that never differed has no rows: it was what it was when transitions begin.
 */
async function ofDay(options: {
  knex: Knex;
  at: number;
  within: HistoryScope;
  lastDay: number;
}): Promise<PlacedInstanceAt[]> {
  const { knex, at, within, lastDay } = options;
  const later = await rebuildAt({
    knex,
    at: (lastDay + 1) * DAY_MS,
    within,
    withAbsent: true,
  });
  const rows = await dayStatesQuery({ knex, day: dayOf(at), within });
  const withRows = new Set(await withDayStates(knex, within));
  const found = new Map<string, PlacedInstanceAt>();
  for (const row of rows) found.set(row.instance_id, fromDayRow(row));
  for (const was of later) {
    // A gap that has not become days yet, because it is not over, or was long.
    const isInGap = was.provenAt !== undefined && was.provenAt <= at;
    if (isInGap) found.set(was.id, was);
    else if (!withRows.has(was.id)) {
      const isRecorded =
        was.recordedSince !== undefined && was.recordedSince <= at;
      if (isRecorded) found.set(was.id, was);
      else if (was.present !== false) {
        const { id, clusterId, namespace, entityRef } = was;
        found.set(id, {
          id,
          clusterId,
          namespace,
          entityRef,
          certainty: 'before-watching',
          present: undefined,
        });
      }
    }
  }
  return [...found.values()]
    .filter(({ present }) => present !== false)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function slices(ids: readonly string[] | undefined): (string[] | undefined)[] {
  if (!ids) return [undefined];
  const found: string[][] = [];
  for (let start = 0; start < ids.length; start += CLUSTERS_AT_ONCE) {
    found.push(ids.slice(start, start + CLUSTERS_AT_ONCE));
  }
  return found;
}

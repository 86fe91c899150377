import type { Knex } from 'knex';
import { readNextTransitions, type HistoryScope } from './nextTransitions';
import { rebuildInstance, type InstanceAt } from './rebuildInstance';

/** What an instance was at a time, with which it is. */
export type PlacedInstanceAt = InstanceAt & {
  /** Of the instance; the same as long as cluster, namespace and entity are. */
  id: string;
  clusterId: string;
  namespace: string;
  /** Empty for none. */
  entityRef: string;
};

/**
 * What instances were at a time of which there are transitions; those are left out
 * of which it is known that they were not there.
 */
export async function rebuildAt(options: {
  knex: Knex;
  at: number;
  within: HistoryScope;
  /** Whether those are told, too, that were not there. */
  withAbsent?: boolean;
}): Promise<PlacedInstanceAt[]> {
  const { knex, at, within } = options;
  const rows = knex('instance').select(
    'id',
    'cluster_id',
    'namespace',
    'entity_ref',
    'stale',
    'since',
    'recorded_since',
    'data',
  );
  if (within.clusterIds) void rows.whereIn('cluster_id', within.clusterIds);
  if (within.entityRefs) void rows.whereIn('entity_ref', within.entityRefs);
  if (within.things) void rows.whereIn('id', within.things);
  // Rows before transitions: what changes in between is taken back by the second.
  const present = new Map((await rows).map(row => [row.id as string, row]));
  const next = await readNextTransitions({
    knex,
    at,
    scopes: ['instance'],
    within,
  });
  const found: PlacedInstanceAt[] = [];
  for (const id of new Set([...present.keys(), ...next.keys()])) {
    const row = present.get(id);
    const transitions = next.get(id) ?? [];
    const [place] = transitions;
    const recordedSince = row ? numberOf(row.recorded_since) : undefined;
    const was = rebuildInstance({
      at,
      next: transitions,
      present: row && {
        stale: Boolean(row.stale),
        since: Number(row.since),
        data: row.data,
        ...(recordedSince === undefined ? {} : { recordedSince }),
      },
    });
    if (was.present === false && !options.withAbsent) continue;
    found.push({
      id,
      clusterId: row?.cluster_id ?? place.clusterId,
      namespace: row?.namespace ?? place.namespace,
      entityRef: row?.entity_ref ?? place.entityRef,
      ...was,
    });
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function numberOf(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

import type { Health, Sync } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { Certainty } from '../../history/rebuildInstance';
import { among } from '../../permissions/fragment';
import { readColumns } from '../readColumns';
import type { ReadContext } from '../types';
import { visibleOf } from '../visible';

/** What a cell shows of one instance. */
export type TileInstance = {
  id: string;
  clusterId: string;
  entityRef: string;
  health: Health;
  sync: Sync;
  stale: boolean;
  /** Times in milliseconds since 1970. */
  since?: number;
  sinceIsLowerBound: boolean;
  staleSince?: number;
  version?: string;
  desiredVersion?: string;
  /** Of a time in the past. */
  certainty?: Certainty;
};

/** Which part of the matrix. */
export type TilePart = {
  clusterIds: readonly string[];
  entityRefs: readonly string[];
};

/** What runs in a part of the matrix, wherever that is known from: as it is now, or as it was. */
export type ReadTileInstances = (
  context: ReadContext,
  part: TilePart,
) => Promise<TileInstance[]>;

const COLUMNS = [
  'id',
  'cluster_id',
  'entity_ref',
  'health',
  'sync',
  'stale',
  'since',
  'since_lower_bound',
  'stale_since',
  'version',
  'desired_version',
] as const;

/** As it is now. */
export const readTileInstances: ReadTileInstances = async (context, part) => {
  if (part.clusterIds.length === 0 || part.entityRefs.length === 0) return [];
  const { knex } = context;
  const columns = await readColumns(
    knex,
    visibleOf(context, tileInstances(knex, part), 'instance'),
    COLUMNS,
  );
  return columns.id.map((id, at) => ({
    id,
    clusterId: columns.cluster_id[at],
    entityRef: columns.entity_ref[at],
    health: columns.health[at],
    sync: columns.sync[at],
    stale: Boolean(columns.stale[at]),
    since: numberOf(columns.since[at]),
    sinceIsLowerBound: Boolean(columns.since_lower_bound[at]),
    staleSince: numberOf(columns.stale_since[at]),
    version: columns.version[at] ?? undefined,
    desiredVersion: columns.desired_version[at] ?? undefined,
  }));
};

/**
 * All of it is in `instance_component_index`: rows of the table, which are long, are not
 * read. The plan of this is tested.
 */
export function tileInstances(
  knex: Knex,
  { clusterIds, entityRefs }: TilePart,
): Knex.QueryBuilder {
  const clusters = among(knex, 'instance.cluster_id', clusterIds);
  const entities = among(knex, 'instance.entity_ref', entityRefs);
  return knex('instance')
    .whereRaw(clusters.sql, clusters.bindings)
    .whereRaw(entities.sql, entities.bindings)
    .select(COLUMNS.map(column => `instance.${column}`));
}

function numberOf(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

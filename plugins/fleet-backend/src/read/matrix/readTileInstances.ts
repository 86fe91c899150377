import type { Health, Sync } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { Certainty } from '../../history/rebuildInstance';
import { among } from '../../permissions/fragment';
import type { ReadContext, Row } from '../types';
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

/** As it is now. */
export const readTileInstances: ReadTileInstances = async (context, part) => {
  if (part.clusterIds.length === 0 || part.entityRefs.length === 0) return [];
  const rows: Row[] = await visibleOf(
    context,
    tileInstances(context.knex, part),
    'instance',
  );
  return rows.map(row => ({
    id: row.id,
    clusterId: row.cluster_id,
    entityRef: row.entity_ref,
    health: row.health,
    sync: row.sync,
    stale: Boolean(row.stale),
    since: numberOf(row.since),
    sinceIsLowerBound: Boolean(row.since_lower_bound),
    staleSince: numberOf(row.stale_since),
    version: row.version ?? undefined,
    desiredVersion: row.desired_version ?? undefined,
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
    .select(
      'instance.id',
      'instance.cluster_id',
      'instance.entity_ref',
      'instance.health',
      'instance.sync',
      'instance.stale',
      'instance.since',
      'instance.since_lower_bound',
      'instance.stale_since',
      'instance.version',
      'instance.desired_version',
    );
}

function numberOf(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

import type { Knex } from 'knex';
import type { Rows } from '../statements';
import { fromMemberRow, fromRolloutRow, type MemberPlace } from './rolloutRows';
import type { RolloutRecord } from './types';

/** So many of the newest are looked at again. */
const NEWEST = 40;

/** So many of the last members that were done tell how long it takes. */
export const DURATIONS = 100;

/** What is remembered of the rollouts of one component. */
export type RememberedRollouts = {
  /** Who has read another one than there is when it writes, writes nothing. */
  version: number;
  rollouts: RolloutRecord[];
  /** Where instances are that there are or were. */
  places: Map<string, MemberPlace>;
  /** Hashes of stored rows, by their keys. */
  hashes: Map<string, string>;
  /** How long members took that were done, in milliseconds, the newest first. */
  durations: number[];
};

export async function readRollouts(options: {
  knex: Knex;
  entityRef: string;
}): Promise<RememberedRollouts> {
  const { knex, entityRef } = options;
  const known = await knex('rollout_entity')
    .where({ entity_ref: entityRef })
    .first('version');
  const newest = knex('rollout')
    .where({ entity_ref: entityRef })
    .orderBy('release_order', 'desc')
    .limit(NEWEST)
    .select('id');
  const rows: Rows = await knex('rollout')
    .where({ entity_ref: entityRef })
    .where(query => {
      // What is open goes on, and a release that something still runs is no new
      // one, however many came after it.
      void query
        .whereIn('id', newest)
        .orWhereNull('ended_at')
        .orWhereIn('version', versionsOf(knex, entityRef));
    })
    .orderBy('release_order');
  const rollouts = rows.map(fromRolloutRow);
  const byId = new Map(rollouts.map(rollout => [rollout.id, rollout]));
  const hashes = new Map(rows.map(row => [row.id as string, row.hash]));
  const places = new Map<string, MemberPlace>();
  const members: Rows =
    rollouts.length === 0
      ? []
      : await knex('rollout_member').whereIn('rollout_id', [...byId.keys()]);
  for (const row of members) {
    byId.get(row.rollout_id)?.members.set(row.instance_id, fromMemberRow(row));
    hashes.set(`${row.rollout_id}/${row.instance_id}`, row.hash);
    places.set(row.instance_id, {
      clusterId: row.cluster_id,
      namespace: row.namespace,
    });
  }
  const done: Rows = await knex('rollout_member')
    .where({ entity_ref: entityRef })
    .whereNotNull('duration')
    .orderBy('since', 'desc')
    .limit(DURATIONS)
    .select('duration');
  return {
    version: Number(known?.version ?? 0),
    rollouts,
    places,
    hashes,
    durations: done.map(({ duration }) => Number(duration)),
  };
}

/** The versions that instances of a component run or are asked to run. */
export function versionsOf(knex: Knex, entityRef: string): Knex.QueryBuilder {
  const of = (column: 'version' | 'desired_version') =>
    knex('instance')
      .where({ entity_ref: entityRef })
      .whereNotNull(column)
      .select(column);
  return of('version').union(of('desired_version'));
}

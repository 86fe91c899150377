import type { Knex } from 'knex';
import { writeTransitions } from '../../history/writeTransitions';
import type { TransitionRecord } from '../../store/recordTransitions';
import { isPostgres, tableOfRows, type Steps } from '../statements';
import type { MemberRow, RolloutRow } from './rolloutRows';

const ROLLOUT = {
  id: 'text',
  entity_ref: 'text',
  release_order: 'double precision',
  version: 'text',
  life_cycle: 'text',
  began_at: 'bigint',
  ended_at: 'bigint',
  members: 'integer',
  hash: 'text',
  data: 'text',
} as const;

const MEMBER = {
  rollout_id: 'text',
  instance_id: 'text',
  cluster_id: 'text',
  namespace: 'text',
  entity_ref: 'text',
  state: 'text',
  since: 'bigint',
  wave: 'integer',
  duration: 'bigint',
  asked_at: 'bigint',
  until_at: 'bigint',
  replicas: 'integer',
  released: 'double precision',
  hash: 'text',
  data: 'text',
} as const;

/** What differs of the rollouts of one component. */
export type RolloutChange = {
  entityRef: string;
  /** The version of what it was derived from. */
  version: number;
  nextLookAt?: number;
  rollouts: RolloutRow[];
  members: MemberRow[];
  /** Members that are not there any more. */
  gone: { rollout_id: string; instance_id: string }[];
  transitions: TransitionRecord[];
};

/**
 * Writes what differs.
 *
 * @returns false where somebody else wrote meanwhile: then nothing is written
 */
export function* writeRollouts(
  knex: Knex,
  change: RolloutChange,
): Steps<boolean> {
  const { entityRef, version } = change;
  const next = change.nextLookAt ?? null;
  const claimed = yield version === 0
    ? {
        sql: `insert into rollout_entity (entity_ref, version, next_look_at)
          values (?, 1, ${isPostgres(knex) ? '?::bigint' : '?'})
          on conflict (entity_ref) do nothing returning version`,
        bindings: [entityRef, next],
      }
    : {
        sql: `update rollout_entity set version = version + 1, next_look_at = ${
          isPostgres(knex) ? '?::bigint' : '?'
        } where entity_ref = ? and version = ? returning version`,
        bindings: [next, entityRef, version],
      };
  if (claimed.length === 0) return false;
  yield* upsert(knex, 'rollout', ROLLOUT, ['id'], change.rollouts);
  yield* upsert(
    knex,
    'rollout_member',
    MEMBER,
    ['rollout_id', 'instance_id'],
    change.members,
  );
  if (change.gone.length > 0) {
    const gone = tableOfRows(
      knex,
      'gone',
      { a: 'text', b: 'text' },
      change.gone.map(row => ({ a: row.rollout_id, b: row.instance_id })),
    );
    yield {
      sql: `delete from rollout_member where (rollout_id, instance_id) in (select a, b from ${gone.sql})`,
      bindings: gone.bindings,
    };
  }
  yield* writeTransitions(knex, change.transitions);
  return true;
}

function* upsert<
  C extends Record<string, 'text' | 'integer' | 'bigint' | 'double precision'>,
>(
  knex: Knex,
  table: string,
  columns: C,
  key: string[],
  rows: readonly Record<keyof C & string, unknown>[],
): Steps<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const fresh = tableOfRows(
    knex,
    'fresh',
    columns as Record<string, 'text'>,
    rows,
  );
  yield {
    sql: `insert into ${table} (${names.join(', ')})
      select ${names.join(', ')} from ${fresh.sql} where true
      on conflict (${key.join(', ')}) do update set ${names
      .filter(name => !key.includes(name))
      .map(name => `${name} = excluded.${name}`)
      .join(', ')}`,
    bindings: fresh.bindings,
  };
}

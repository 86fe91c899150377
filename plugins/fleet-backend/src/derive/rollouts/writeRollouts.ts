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
  by_traffic: 'integer',
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
 * Writes what differs of some components.
 *
 * @returns those that were written: of the others somebody else wrote meanwhile
 */
export function* writeRollouts(
  knex: Knex,
  changes: readonly RolloutChange[],
): Steps<Set<string>> {
  const claimed = yield* claim(knex, changes);
  const ours = changes.filter(({ entityRef }) => claimed.has(entityRef));
  if (ours.length === 0) return claimed;
  yield* upsert(
    knex,
    'rollout',
    ROLLOUT,
    ['id'],
    ours.flatMap(({ rollouts }) => rollouts),
  );
  yield* upsert(
    knex,
    'rollout_member',
    MEMBER,
    ['rollout_id', 'instance_id'],
    ours.flatMap(({ members }) => members),
  );
  const left = ours.flatMap(({ gone }) => gone);
  if (left.length > 0) {
    const gone = tableOfRows(
      knex,
      'gone',
      { a: 'text', b: 'text' },
      left.map(row => ({ a: row.rollout_id, b: row.instance_id })),
    );
    yield {
      sql: `delete from rollout_member where (rollout_id, instance_id) in (select a, b from ${gone.sql})`,
      bindings: gone.bindings,
    };
  }
  yield* writeTransitions(
    knex,
    ours.flatMap(({ transitions }) => transitions),
  );
  return claimed;
}

const CLAIM = {
  wanted_ref: 'text',
  wanted_version: 'integer',
  wanted_next: 'bigint',
} as const;

/** Takes the components of which nobody else wrote since they were read, in one order. */
function* claim(
  knex: Knex,
  changes: readonly RolloutChange[],
): Steps<Set<string>> {
  const rows = [...changes]
    .sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1))
    .map(({ entityRef, version, nextLookAt }) => ({
      wanted_ref: entityRef,
      wanted_version: version,
      wanted_next: nextLookAt ?? null,
    }));
  const claimed = new Set<string>();
  const fresh = rows.filter(row => row.wanted_version === 0);
  if (fresh.length > 0) {
    const wanted = tableOfRows(knex, 'wanted', CLAIM, fresh);
    const inserted = yield {
      sql: `insert into rollout_entity (entity_ref, version, next_look_at)
        select wanted_ref, 1, wanted_next from ${wanted.sql} where true
        on conflict (entity_ref) do nothing returning entity_ref`,
      bindings: wanted.bindings,
    };
    for (const row of inserted) claimed.add(row.entity_ref);
  }
  const known = rows.filter(row => row.wanted_version !== 0);
  if (known.length > 0) {
    const wanted = tableOfRows(knex, 'wanted', CLAIM, known);
    if (isPostgres(knex)) {
      // Rows are updated in whatever order they are found: they are taken before.
      yield {
        sql: `select from rollout_entity
          where entity_ref in (select wanted_ref from ${wanted.sql})
          order by entity_ref for no key update`,
        bindings: wanted.bindings,
      };
    }
    const updated = yield {
      sql: `update rollout_entity
        set version = version + 1, next_look_at = wanted_next from ${wanted.sql}
        where entity_ref = wanted_ref and version = wanted_version
        returning entity_ref`,
      bindings: wanted.bindings,
    };
    for (const row of updated) claimed.add(row.entity_ref);
  }
  return claimed;
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

import type { Knex } from 'knex';
import {
  type Rows,
  runStatement,
  tableOfIds,
  tableOfRows,
} from '../statements';
import { fromMemberRow, fromRolloutRow, type MemberPlace } from './rolloutRows';
import type { RolloutRecord } from './types';

/** So many of the newest are looked at again. */
const NEWEST = 40;

/** Rollouts whose members one statement asks for. */
const ROLLOUTS = 1_000;

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
  const found = await readRolloutsOf({ knex, entityRefs: [entityRef] });
  return found.get(entityRef) as RememberedRollouts;
}

/** What is remembered of the rollouts of some components; of each there is an entry. */
export async function readRolloutsOf(options: {
  knex: Knex;
  entityRefs: readonly string[];
}): Promise<Map<string, RememberedRollouts>> {
  const { knex, entityRefs } = options;
  const wanted = tableOfRows(
    knex,
    'wanted',
    { wanted_ref: 'text' },
    entityRefs.map(ref => ({ wanted_ref: ref })),
  );
  const ask = (sql: string) =>
    runStatement(knex, { sql, bindings: wanted.bindings });
  const found = new Map<string, RememberedRollouts>(
    entityRefs.map(ref => [
      ref,
      {
        version: 0,
        rollouts: [],
        places: new Map(),
        hashes: new Map(),
        durations: [],
      },
    ]),
  );
  const of = (row: Rows[number]) =>
    found.get(row.entity_ref) as RememberedRollouts;
  const versions = await ask(
    `select entity_ref, version from rollout_entity
      where entity_ref in (select wanted_ref from ${wanted.sql})`,
  );
  for (const row of versions) of(row).version = Number(row.version);
  // What is open goes on, and a release that something still runs is no new one,
  // however many came after it.
  const isWanted = `entity_ref in (select wanted_ref from ${wanted.sql})`;
  const rows = await runStatement(knex, {
    sql: `select * from (
        select rollout.*, row_number() over (
          partition by entity_ref order by release_order desc
        ) as place
        from rollout where ${isWanted}
      ) as known
      where place <= ${NEWEST} or ended_at is null or (entity_ref, version) in (
        select entity_ref, version from instance
          where version is not null and ${isWanted}
        union
        select entity_ref, desired_version from instance
          where desired_version is not null and ${isWanted}
      )
      order by release_order`,
    bindings: [...wanted.bindings, ...wanted.bindings, ...wanted.bindings],
  });
  const byId = new Map<string, RolloutRecord>();
  for (const row of rows) {
    const rollout = fromRolloutRow(row);
    byId.set(rollout.id, rollout);
    of(row).rollouts.push(rollout);
    of(row).hashes.set(row.id, row.hash);
  }
  for (const row of await readMembers(knex, [...byId.keys()])) {
    byId.get(row.rollout_id)?.members.set(row.instance_id, fromMemberRow(row));
    const { hashes, places } = of(row);
    hashes.set(`${row.rollout_id}/${row.instance_id}`, row.hash);
    places.set(row.instance_id, {
      clusterId: row.cluster_id,
      namespace: row.namespace,
    });
  }
  const done = await ask(
    `select entity_ref, duration from (
        select entity_ref, duration, row_number() over (
          partition by entity_ref order by since desc
        ) as place
        from rollout_member where duration is not null
          and entity_ref in (select wanted_ref from ${wanted.sql})
      ) as done
      where place <= ${DURATIONS} order by entity_ref, place`,
  );
  for (const row of done) of(row).durations.push(Number(row.duration));
  return found;
}

/** Members of some rollouts. */
async function readMembers(
  knex: Knex,
  rolloutIds: readonly string[],
): Promise<Rows> {
  const found: Rows = [];
  for (let start = 0; start < rolloutIds.length; start += ROLLOUTS) {
    const wanted = tableOfIds(
      knex,
      'wanted',
      rolloutIds.slice(start, start + ROLLOUTS),
    );
    const rows = await runStatement(knex, {
      sql: `select * from rollout_member
        where rollout_id in (select wanted_id from ${wanted.sql})`,
      bindings: wanted.bindings,
    });
    for (const row of rows) found.push(row);
  }
  return found;
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

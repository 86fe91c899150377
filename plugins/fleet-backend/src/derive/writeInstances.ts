import type { Knex } from 'knex';
import type { TransitionRecord } from '../store/recordTransitions';
import { writeTransitions } from '../history/writeTransitions';
import { type Steps, tableOfIds, tableOfRows } from './statements';

const INSTANCE = {
  id: 'text',
  cluster_id: 'text',
  namespace: 'text',
  entity_ref: 'text',
  health: 'text',
  sync: 'text',
  stale: 'boolean',
  stale_since: 'bigint',
  since: 'bigint',
  since_lower_bound: 'boolean',
  version: 'text',
  desired_version: 'text',
  hash: 'text',
  data: 'text',
  recorded_since: 'bigint',
  recent_flips: 'text',
} as const;

/** What is written once. */
const KEPT = ['id', 'recorded_since'];

export type InstanceRow = Record<keyof typeof INSTANCE, unknown> & {
  id: string;
};

/** Writes instances that differ, deletes those that are gone, and keeps what changed. */
export function* writeInstances(
  knex: Knex,
  change: {
    changed: InstanceRow[];
    gone: string[];
    transitions: TransitionRecord[];
  },
): Steps<void> {
  if (change.changed.length > 0) {
    const names = Object.keys(INSTANCE);
    const fresh = tableOfRows(knex, 'fresh', INSTANCE, change.changed);
    yield {
      sql: `insert into instance (${names.join(', ')})
        select ${names.join(', ')} from ${fresh.sql} where true
        on conflict (id) do update set ${names
          .filter(name => !KEPT.includes(name))
          .map(name => `${name} = excluded.${name}`)
          .join(', ')}`,
      bindings: fresh.bindings,
    };
  }
  if (change.gone.length > 0) {
    const gone = tableOfIds(knex, 'gone', change.gone);
    yield {
      sql: `delete from instance where id in (select gone_id from ${gone.sql})`,
      bindings: gone.bindings,
    };
  }
  yield* writeTransitions(knex, change.transitions);
}

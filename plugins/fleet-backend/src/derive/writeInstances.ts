import type { Knex } from 'knex';
import type { TransitionRecord } from '../store/recordTransitions';
import { tableOfRows, type Steps } from './statements';
import { storableText } from './storableText';

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
} as const;

const TRANSITION = {
  at: 'bigint',
  not_before: 'bigint',
  cluster_id: 'text',
  scope: 'text',
  name: 'text',
  namespace: 'text',
  entity_ref: 'text',
  field: 'text',
  from_value: 'text',
  to_value: 'text',
  reason: 'text',
} as const;

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
          .slice(1)
          .map(name => `${name} = excluded.${name}`)
          .join(', ')}`,
      bindings: fresh.bindings,
    };
  }
  if (change.gone.length > 0) {
    const gone = tableOfRows(
      knex,
      'gone',
      { gone_id: 'text' },
      change.gone.map(id => ({ gone_id: id })),
    );
    yield {
      sql: `delete from instance where id in (select gone_id from ${gone.sql})`,
      bindings: gone.bindings,
    };
  }
  if (change.transitions.length > 0) {
    const names = Object.keys(TRANSITION);
    const fresh = tableOfRows(
      knex,
      'fresh',
      TRANSITION,
      change.transitions.map(each => ({
        at: each.at,
        not_before: each.notBefore,
        cluster_id: each.clusterId,
        scope: each.scope,
        name: storableText(each.name).slice(0, 1024),
        namespace: each.namespace ?? null,
        entity_ref: each.entityRef || null,
        field: each.field,
        from_value: each.from && storableText(each.from),
        to_value: storableText(each.to),
        reason: each.reason && storableText(each.reason),
      })),
    );
    yield {
      sql: `insert into transition (${names.join(', ')})
        select ${names.join(', ')} from ${fresh.sql}`,
      bindings: fresh.bindings,
    };
  }
}

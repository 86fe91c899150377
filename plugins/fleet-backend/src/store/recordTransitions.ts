import type { Knex } from 'knex';

/** One change that was seen. Times are milliseconds since 1970. */
export type TransitionRecord = {
  at: number;
  /** After a gap in watching: it happened between this and `at`. */
  notBefore?: number;
  clusterId: string;
  scope: 'cluster' | 'coverage' | 'instance' | 'delivery';
  name: string;
  /** Of an instance. */
  namespace?: string;
  entityRef?: string;
  field:
    | 'reachability'
    | 'coverage'
    | 'heartbeat'
    | 'health'
    | 'sync'
    | 'version'
    | 'rollout';
  from?: string;
  to: string;
  reason?: string;
};

/** Keeps what changed, when the engine has long forgotten. */
export async function recordTransitions(options: {
  knex: Knex | Knex.Transaction;
  transitions: TransitionRecord[];
}): Promise<void> {
  const rows = options.transitions.map(transitionRow);
  for (let start = 0; start < rows.length; start += 100) {
    await options.knex('transition').insert(rows.slice(start, start + 100));
  }
}

/** A change as its row keeps it. */
export function transitionRow(transition: TransitionRecord) {
  return {
    at: transition.at,
    not_before: transition.notBefore ?? null,
    cluster_id: transition.clusterId,
    scope: transition.scope,
    name: transition.name.slice(0, 1024),
    namespace: transition.namespace ?? null,
    entity_ref: transition.entityRef || null,
    field: transition.field,
    from_value: transition.from ?? null,
    to_value: transition.to,
    reason: transition.reason ?? null,
  };
}

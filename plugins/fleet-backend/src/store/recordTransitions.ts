import type { Knex } from 'knex';
import type { Fold } from '../history/foldFlip';
import { storableText } from '../derive/storableText';

/** One change that was seen. Times are milliseconds since 1970. */
export type TransitionRecord = {
  at: number;
  /** After a gap in watching: it happened between this and `at`. */
  notBefore?: number;
  clusterId: string;
  /** That nobody watched, because no portal was there, is `watching`: nothing that happened, and so not listed. */
  scope: 'cluster' | 'coverage' | 'instance' | 'delivery' | 'watching';
  /** What changed: the id of an instance or cluster, of coverage the hash of its kind. */
  thing?: string;
  name: string;
  /** Of an instance. */
  namespace?: string;
  entityRef?: string;
  field:
    | 'reachability'
    | 'coverage'
    | 'heartbeat'
    | 'presence'
    | 'currency'
    | 'health'
    | 'sync'
    | 'version'
    | 'desired-version'
    | 'replicas'
    | 'engines'
    | 'region'
    | 'environment'
    | 'rollout';
  /** Absent where nothing was stated. */
  from?: string;
  /** Absent where nothing is stated any more. */
  to?: string;
  reason?: string;
  /** Ids of the engines that deliver it. */
  engines?: string[];
  /** Who began the operation that was under way, as the engine tells it. */
  initiatedBy?: string;
  /** The phase of the operation that was under way. */
  operation?: string;
  /** Where it shares a row with others. */
  fold?: Fold;
  /** Whether that row is there already. */
  isExtension?: boolean;
  /** What an instance was that left, and what is proven of one that came. */
  state?: string;
};

/** The columns of a transition. */
export const TRANSITION_COLUMNS = {
  at: 'bigint',
  not_before: 'bigint',
  cluster_id: 'text',
  scope: 'text',
  thing: 'text',
  name: 'text',
  namespace: 'text',
  entity_ref: 'text',
  field: 'text',
  from_value: 'text',
  to_value: 'text',
  reason: 'text',
  engines: 'text',
  initiated_by: 'text',
  operation: 'text',
  first_at: 'bigint',
  flips: 'integer',
  flip_values: 'text',
  state: 'text',
} as const;

export type TransitionRow = Record<
  keyof typeof TRANSITION_COLUMNS,
  string | number | null
>;

/** Keeps what changed, when the engine has long forgotten. */
export async function recordTransitions(options: {
  knex: Knex | Knex.Transaction;
  transitions: TransitionRecord[];
}): Promise<void> {
  const { knex, transitions } = options;
  const rows = transitions
    .filter(({ isExtension }) => !isExtension)
    .map(transitionRow);
  for (let start = 0; start < rows.length; start += 100) {
    await knex('transition').insert(rows.slice(start, start + 100));
  }
  for (const each of transitions) {
    if (!each.isExtension) continue;
    const { thing, field, first_at, ...row } = transitionRow(each);
    await knex('transition').where({ thing, field, first_at }).update({
      at: row.at,
      to_value: row.to_value,
      reason: row.reason,
      flips: row.flips,
      flip_values: row.flip_values,
    });
  }
}

/** A change as its row keeps it. */
export function transitionRow(transition: TransitionRecord): TransitionRow {
  const { fold } = transition;
  return {
    at: transition.at,
    not_before: transition.notBefore ?? null,
    cluster_id: transition.clusterId,
    scope: transition.scope,
    thing: transition.thing ?? null,
    name: storableText(transition.name).slice(0, 1024),
    namespace: transition.namespace ?? null,
    entity_ref: transition.entityRef || null,
    field: transition.field,
    from_value: textOf(transition.from),
    // That nothing is stated any more is a value, too.
    to_value: textOf(transition.to) ?? '',
    reason: textOf(transition.reason),
    engines: transition.engines?.join(',').slice(0, 128) || null,
    initiated_by: textOf(transition.initiatedBy)?.slice(0, 253) ?? null,
    operation: transition.operation ?? null,
    first_at: fold?.since ?? null,
    flips: fold?.flips ?? null,
    flip_values: fold ? textOf(JSON.stringify(fold.values)) : null,
    state: textOf(transition.state),
  };
}

function textOf(text: string | undefined): string | null {
  return text === undefined ? null : storableText(text);
}

import type { Knex } from 'knex';
import type { DerivedInstance } from '../derive/DerivedInstance';
import { lastCurrent, type InstanceData } from '../derive/instanceRow';
import { tableOfRows, type Rows, type Steps } from '../derive/statements';
import type { TransitionRecord } from '../store/recordTransitions';
import { foldFlip, FOLD_WITHIN_MS, type FlipMemory } from './foldFlip';
import type { StateFields } from './InstanceState';

export const PRESENT = 'present';
export const ABSENT = 'absent';

/** What the state of a transition holds by which an instance left. */
export type LeftState = {
  fields: Partial<StateFields>;
  /** Since when it was recorded; what it was before nobody knows. */
  recordedSince?: number;
  staleSince?: number;
};

/** What the state of a transition holds by which an instance came. */
export type CameState = {
  /** Since when it is known that it was not there. */
  absentSince: number;
};

/** An instance came, of which it is proven that it was not there before. */
export function cameTransition(
  clusterId: string,
  id: string,
  instance: DerivedInstance,
  proof: CameState & { notBefore?: number },
  now: number,
): TransitionRecord {
  const { absentSince, notBefore } = proof;
  return {
    at: now,
    ...(notBefore === undefined ? {} : { notBefore }),
    clusterId,
    scope: 'instance',
    thing: id,
    name: instance.entityRef || instance.namespace,
    namespace: instance.namespace,
    entityRef: instance.entityRef,
    field: 'presence',
    from: ABSENT,
    to: PRESENT,
    engines: instance.engines,
    state: JSON.stringify({ absentSince } satisfies CameState),
  };
}

/**
 * An instance left: all that it was made of was deleted, with proof, or is
 * another's now.
 *
 * @param row - of the instance, as it was last
 * @param gapFrom - the last proof before a gap that was too short to be derived
 */
export function leftTransition(
  row: Rows[number],
  gapFrom: number | undefined,
  now: number,
): TransitionRecord {
  const data: InstanceData = JSON.parse(row.data);
  const last = lastCurrent(data, Number(row.since));
  // It was taken back, and nobody knows since when: not before it last changed.
  const taken = row.stale ? gapFrom ?? Number(row.since) : undefined;
  const notBefore = last.staleSince ?? taken;
  const state: LeftState = {
    fields: last.fields,
    ...(row.recorded_since === null
      ? {}
      : { recordedSince: Number(row.recorded_since) }),
    ...(notBefore === undefined ? {} : { staleSince: notBefore }),
  };
  return {
    at: now,
    ...(notBefore === undefined ? {} : { notBefore: Math.min(notBefore, now) }),
    clusterId: row.cluster_id,
    scope: 'instance',
    thing: row.id,
    name: data.entityRef || data.namespace,
    namespace: data.namespace,
    entityRef: data.entityRef,
    field: 'presence',
    from: PRESENT,
    to: ABSENT,
    engines: data.engines,
    state: JSON.stringify(state),
  };
}

/**
 * Puts what comes and goes again and again into one row. An instance that is gone
 * remembers nothing: what it did a moment ago is read, once for all of them.
 */
export function* foldPresence(
  knex: Knex,
  transitions: TransitionRecord[],
  now: number,
): Steps<TransitionRecord[]> {
  if (transitions.length === 0) return [];
  const wanted = tableOfRows(
    knex,
    'wanted',
    { of_cluster: 'text' },
    [...new Set(transitions.map(({ clusterId }) => clusterId))].map(id => ({
      of_cluster: id,
    })),
  );
  const rows = yield {
    sql: `select thing, at, first_at, flips, flip_values from ${wanted.sql} join transition
      on cluster_id = of_cluster and at > ? where field = 'presence' order by id`,
    bindings: [...wanted.bindings, now - FOLD_WITHIN_MS],
  };
  const memories = new Map<string, FlipMemory>();
  for (const row of rows) {
    const flips = Number(row.flips ?? 1);
    const { at = [] } = memories.get(row.thing) ?? {};
    memories.set(row.thing, {
      // What is in one row came in at least as often as would be remembered.
      at: [...at, ...Array(Math.min(flips, 3)).fill(Number(row.at))].slice(-3),
      ...(row.first_at === null
        ? {}
        : {
            fold: {
              since: Number(row.first_at),
              flips,
              values: JSON.parse(row.flip_values),
            },
          }),
    });
  }
  return transitions.map(each => {
    const { memory, ...folded } = foldFlip(memories.get(each.thing!), {
      at: now,
      from: each.from ?? '',
      to: each.to ?? '',
    });
    memories.set(each.thing!, memory);
    return { ...each, ...folded };
  });
}

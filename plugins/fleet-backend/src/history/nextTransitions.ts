import type { Knex } from 'knex';
import type { PastTransition } from './rebuildInstance';

/** Which part of history is meant. */
export type HistoryScope = {
  clusterIds?: readonly string[];
  entityRefs?: readonly string[];
  /** Ids of instances. */
  things?: readonly string[];
};

/** A transition with whose it is. */
export type OwnedTransition = PastTransition & {
  thing: string;
  clusterId: string;
  namespace: string;
  entityRef: string;
};

/** The query for the first transition after a time of each field of each thing. */
export function nextTransitionsQuery(options: {
  knex: Knex;
  at: number;
  scopes: readonly string[];
  within: HistoryScope;
}): Knex.QueryBuilder {
  const { knex, at, scopes, within } = options;
  const first = knex('transition')
    .where('at', '>', at)
    .whereIn('scope', scopes)
    .whereNotNull('thing')
    .groupBy('thing', 'field')
    // In the order in which they were written: `at` of one with several moves.
    .min('id');
  if (within.clusterIds) void first.whereIn('cluster_id', within.clusterIds);
  if (within.entityRefs) void first.whereIn('entity_ref', within.entityRefs);
  if (within.things) void first.whereIn('thing', within.things);
  return knex('transition').whereIn('id', first);
}

/** Reads them. */
export async function readNextTransitions(
  options: Parameters<typeof nextTransitionsQuery>[0],
): Promise<Map<string, OwnedTransition[]>> {
  const found = new Map<string, OwnedTransition[]>();
  for (const row of await nextTransitionsQuery(options)) {
    const transition: OwnedTransition = {
      id: Number(row.id),
      at: Number(row.at),
      ...(row.not_before === null ? {} : { notBefore: Number(row.not_before) }),
      field: row.field,
      ...(row.from_value === null ? {} : { from: row.from_value }),
      to: row.to_value,
      ...(row.first_at === null
        ? {}
        : {
            firstAt: Number(row.first_at),
            values: JSON.parse(row.flip_values),
          }),
      ...(row.state === null ? {} : { state: row.state }),
      thing: row.thing,
      clusterId: row.cluster_id,
      namespace: row.namespace ?? '',
      entityRef: row.entity_ref ?? '',
    };
    const known = found.get(row.thing) ?? [];
    known.push(transition);
    found.set(row.thing, known);
  }
  return found;
}

import type { FindingFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { among } from '../../permissions/fragment';
import type { Row } from '../types';

/** How some findings stand to others of the same result. */
export type Repeats = {
  /** How many repeat one, by its id. */
  counts: ReadonlyMap<string, number>;
  /** What one repeats, by its id. */
  makers: ReadonlyMap<
    string,
    { id: string; resource: NonNullable<FindingFact['resource']> }
  >;
};

/**
 * What of the findings on a page repeats others, and is repeated. Both are of one
 * namespace and from one observer, so that who sees one may see the other.
 */
export async function readRepeats(
  knex: Knex,
  ids: readonly string[],
): Promise<Repeats> {
  if (ids.length === 0) return { counts: new Map(), makers: new Map() };
  const counted: Row[] = await ofPage(knex, 'finding_repeat.maker_id', ids)
    .groupBy('finding_repeat.maker_id')
    .select('finding_repeat.maker_id')
    .count({ repeats: '*' });
  const told: Row[] = await ofPage(
    knex,
    'finding_repeat.finding_id',
    ids,
  ).select('finding_repeat.finding_id', 'maker.id', 'maker.data');
  return {
    counts: new Map(
      counted.map(row => [row.maker_id as string, Number(row.repeats)]),
    ),
    makers: new Map(
      told.flatMap(row => {
        const { resource }: FindingFact = JSON.parse(row.data);
        return resource ? [[row.finding_id, { id: row.id, resource }]] : [];
      }),
    ),
  };
}

function ofPage(
  knex: Knex,
  column: string,
  ids: readonly string[],
): Knex.QueryBuilder {
  const { sql, bindings } = among(knex, column, ids);
  return knex('finding_repeat')
    .join('finding', 'finding.id', 'finding_repeat.finding_id')
    .join({ maker: 'finding' }, 'maker.id', 'finding_repeat.maker_id')
    .whereRaw('maker.subject = finding.subject')
    .whereRaw('maker.result = finding.result')
    .whereRaw(sql, bindings);
}

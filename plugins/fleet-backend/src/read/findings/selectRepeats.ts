import type { Knex } from 'knex';
import type { ListClusterFindingsQuery } from '@fleetview/backstage-plugin-fleet-common';

/** Of findings that repeat that of what made their thing: which are asked for. */
export type RepeatFilter = Pick<
  ListClusterFindingsQuery,
  'repeated' | 'repeating'
>;

/**
 * What a finding repeats, as it is stored now: what it was derived from may have become
 * another since, and then nothing is left out for it.
 */
const REPEATED = `select maker.id from finding_repeat
  join finding as maker on maker.id = finding_repeat.maker_id
  where finding_repeat.finding_id = finding.id
    and maker.subject = finding.subject and maker.result = finding.result`;

/**
 * Leaves of a query on `finding` what is asked for: each result once, unless repeats are
 * asked for.
 *
 * @param options.isOrdered - whether the query takes the first of many rows in the order of
 *   an index: then each row is looked up as it comes
 */
export function limitRepeats(
  query: Knex.QueryBuilder,
  { repeated, repeating }: RepeatFilter,
  options: { isOrdered?: boolean } = {},
): Knex.QueryBuilder {
  if (repeating !== undefined) return onlyRepeats(query, repeating);
  if (repeated) return query;
  // It is what keeps planners from making a join of it.
  const fence = options.isOrdered ? 'limit 1 offset 0' : '';
  return query.whereRaw(`not exists (${REPEATED} ${fence})`);
}

/**
 * Leaves of a query on `finding` what repeats another.
 *
 * @param id - of which finding alone; of any where absent
 */
export function onlyRepeats(
  query: Knex.QueryBuilder,
  id?: string,
): Knex.QueryBuilder {
  return id === undefined
    ? query.whereRaw(`exists (${REPEATED})`)
    : query.whereRaw(`exists (${REPEATED} and maker.id = ?)`, [id]);
}

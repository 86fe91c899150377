import type { ComparisonFact } from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext, Row } from '../types';

/** More than run in one cluster. */
const ENGINES = 20;

/** What is known of how the engines of one kind on a cluster compare all that they deliver. */
export async function readComparisons(
  { knex }: Pick<ReadContext, 'knex'>,
  where: { observer: string; engine: string },
): Promise<ComparisonFact[]> {
  const rows: Row[] = await knex('fact')
    .where({
      observer: where.observer,
      type: 'comparison',
      adapter: where.engine,
    })
    .orderBy('id')
    .limit(ENGINES)
    .select('data');
  return rows.map(({ data }) => JSON.parse(data));
}

import type { Knex } from 'knex';
import { tableOfRows, type Steps } from '../statements';
import type { CostingThing, SeriesPlace } from './placeSeries';

const PLACE = {
  entity_ref: 'text',
  region: 'text',
  environment: 'text',
  owner: 'text',
  system: 'text',
} as const;

const COLUMNS = Object.keys(PLACE) as (keyof typeof PLACE)[];

/**
 * Writes what the series of a cluster belong to now, where that is another thing.
 *
 * @returns whether any moved
 */
export function* writePlaces(
  knex: Knex,
  clusterId: string,
  placeOf: (thing: CostingThing, before: SeriesPlace) => SeriesPlace,
): Steps<boolean> {
  const known = yield {
    sql: `select id, share, namespace, kind, name, ${COLUMNS.join(', ')}
      from cost_series where cluster_id = ? order by id`,
    bindings: [clusterId],
  };
  const moved = known.flatMap(row => {
    const thing = row as CostingThing & SeriesPlace & { id: number };
    const place = placeOf(thing, thing);
    return COLUMNS.some(name => thing[name] !== place[name])
      ? [{ moved_id: thing.id, ...place }]
      : [];
  });
  if (moved.length === 0) return false;
  const rows = tableOfRows(
    knex,
    'moved',
    { moved_id: 'integer', ...PLACE },
    moved,
  );
  yield {
    sql: `update cost_series set ${COLUMNS.map(
      name => `${name} = moved.${name}`,
    ).join(', ')} from ${rows.sql} where cost_series.id = moved.moved_id`,
    bindings: rows.bindings,
  };
  return true;
}

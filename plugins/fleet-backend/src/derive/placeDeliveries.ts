import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { breather } from './breather';
import { placesOf, placingLabel } from '../store/placesOf';
import {
  isPostgres,
  runStatement,
  runSteps,
  tableOfRows,
  type Statement,
  type Steps,
} from './statements';

/** Deliveries that are placed at once. */
const AT_ONCE = 200;

/**
 * Brings the places of those deliveries up to date which are new, say something
 * else, or are found to speak of another cluster since they were last placed.
 * They are found by an index that holds only them.
 */
export async function placeDeliveries(options: {
  knex: Knex;
  clusterIds: string[];
}): Promise<void> {
  const { knex, clusterIds } = options;
  const breathe = breather();
  for (;;) {
    const rows = await runStatement(knex, unplaced(knex, clusterIds));
    if (rows.length === 0) return;
    const deliveries: Placed[] = [];
    for (const { id, subject, hash, data } of rows) {
      deliveries.push({ id, subject, hash, fact: JSON.parse(data) });
      await breathe();
    }
    await runSteps(knex, () => place(knex, deliveries));
    if (rows.length < AT_ONCE) return;
  }
}

type Placed = {
  id: string;
  subject: string;
  hash: string;
  fact: DeliveryFact;
};

/** The deliveries to clusters that are not placed by what they say now. */
export function unplaced(knex: Knex, clusterIds: string[]): Statement {
  const wanted = tableOfRows(
    knex,
    'wanted',
    { id: 'text' },
    clusterIds.map(id => ({ id })),
  );
  const isPg = isPostgres(knex);
  return {
    // Worded as the index is. SQLite keeps no statistics that would lead it there.
    sql: `select id, subject, hash, data
      from delivery ${isPg ? '' : 'indexed by delivery_unplaced_index'}
      where subject in (select id from ${wanted.sql})
      and placed ${
        isPg ? 'is distinct from' : 'is not'
      } (subject || '/' || hash) limit ${AT_ONCE}`,
    bindings: wanted.bindings,
  };
}

function* place(knex: Knex, deliveries: Placed[]): Steps<void> {
  const known = tableOfRows(
    knex,
    'known',
    { known_id: 'text', of_cluster: 'text', at_hash: 'text' },
    deliveries.map(({ id, subject, hash }) => ({
      known_id: id,
      of_cluster: subject,
      at_hash: hash,
    })),
  );
  // One that was written meanwhile is placed by what it says then.
  const rows = yield {
    sql: `update delivery set placed = of_cluster || '/' || at_hash
      from ${known.sql} where id = known_id and subject = of_cluster and hash = at_hash
      returning id`,
    bindings: known.bindings,
  };
  const taken = new Set(rows.map(({ id }) => id));
  const placed = deliveries.filter(({ id }) => taken.has(id));
  const old = tableOfRows(
    knex,
    'old',
    { id: 'text' },
    placed.map(({ id }) => ({ id })),
  );
  yield {
    sql: `delete from delivery_place where delivery_id in (select id from ${old.sql})`,
    bindings: old.bindings,
  };
  const places = tableOfRows(
    knex,
    'fresh',
    { subject: 'text', place: 'text', delivery_id: 'text' },
    placed.flatMap(({ id, subject, fact }) =>
      [...placesOf(fact)].map(each => ({
        subject,
        place: each,
        delivery_id: id,
      })),
    ),
  );
  yield {
    sql: `insert into delivery_place (subject, place, delivery_id)
      select subject, place, delivery_id from ${places.sql}`,
    bindings: places.bindings,
  };
  const keys = new Set(
    placed.flatMap(({ fact }) => placingLabel(fact)?.[0] ?? []),
  );
  if (keys.size === 0) return;
  const labels = tableOfRows(
    knex,
    'fresh',
    { name: 'text' },
    [...keys].sort().map(name => ({ name })),
  );
  yield {
    sql: `insert into delivery_label (key) select name from ${labels.sql}
      where true on conflict (key) do nothing`,
    bindings: labels.bindings,
  };
}

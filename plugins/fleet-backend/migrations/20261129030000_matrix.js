/*
 * What a cell of the matrix shows, as columns: which version runs and which is
 * wanted, since when it is what it is, and since when it is not current. A tile is a
 * range of clusters by a range of components: the index of components over the fleet
 * holds everything that it shows, so that no row is read, which are long. It is the
 * one that was there, with more in it: a second one would make every write dearer.
 *
 * What rows say already is taken over from their data once; they would not be
 * written again by themselves, as they say the same as before.
 */

/** An index of PostgreSQL takes no row above 2,704 bytes, and a cluster may say anything. */
const LONGEST = 128;
const COLUMNS = [
  ['version', '{version,actual}'],
  ['desired_version', '{version,desired}'],
];
const SHOWN =
  'health, sync, stale, stale_since, since, since_lower_bound, version, desired_version, id';

const isPostgres = knex => knex.client.config.client === 'pg';

exports.up = async function up(knex) {
  await knex.schema.alterTable('instance', table => {
    table
      .string('version', LONGEST)
      .nullable()
      .comment('That runs, cut off; null where nobody knows');
    table
      .string('desired_version', LONGEST)
      .nullable()
      .comment('That is wanted, cut off; null where nobody says');
    table
      .boolean('since_lower_bound')
      .notNullable()
      .defaultTo(false)
      .comment('Whether it may have been so before `since`');
    table
      .bigInteger('stale_since')
      .nullable()
      .comment('The last proof before it was not current any more');
  });
  await knex.raw(isPostgres(knex) ? backfillPostgres() : backfillSqlite());
  await knex.raw('drop index instance_component_index');
  await knex.raw(
    isPostgres(knex)
      ? `create index instance_component_index on instance (entity_ref, cluster_id, namespace) include (${SHOWN})`
      : `create index instance_component_index on instance (entity_ref, cluster_id, namespace, ${SHOWN})`,
  );
};

/** JSON may hold a NUL that text of PostgreSQL may not: such a row waits until it is derived. */
function backfillPostgres() {
  const taken = COLUMNS.map(
    ([column, at]) => `${column} = left(data::json #>> '${at}', ${LONGEST})`,
  );
  return `update instance set ${taken.join(', ')},
    since_lower_bound = coalesce((data::json ->> 'sinceIsLowerBound')::boolean, false),
    stale_since = (data::json ->> 'staleSince')::numeric::bigint
    where data like '{%' and strpos(data, '\\u0000') = 0`;
}

function backfillSqlite() {
  const taken = COLUMNS.map(
    ([column, at]) =>
      `${column} = substr(json_extract(data, '$.${at
        .slice(1, -1)
        .replace(',', '.')}'), 1, ${LONGEST})`,
  );
  return `update instance set ${taken.join(', ')},
    since_lower_bound = coalesce(json_extract(data, '$.sinceIsLowerBound'), false),
    stale_since = json_extract(data, '$.staleSince')
    where json_valid(data)`;
}

exports.down = async function down(knex) {
  await knex.raw('drop index instance_component_index');
  await knex.raw(
    'create index instance_component_index on instance (entity_ref, cluster_id, stale, health, sync, id)',
  );
  await knex.schema.alterTable('instance', table => {
    table.dropColumn('stale_since');
    table.dropColumn('since_lower_bound');
    table.dropColumn('desired_version');
    table.dropColumn('version');
  });
};

/*
 * A workload or delivery is written once when it is read, and once more when it is
 * first derived. The second version finds room on the page of the first, and
 * touches no index: for that no index may speak of what deriving changes, and half
 * of a page has to be free. Both versions took as much room before, on other pages.
 */

const TABLES = ['workload', 'delivery'];
const BEFORE = { workload: 70, delivery: 75 };

const isPostgres = knex => knex.client.config.client === 'pg';

exports.up = async function up(knex) {
  await knex.raw('drop index delivery_failing_index');
  // Few of those that fail are stale: they are told apart when they are read.
  await knex.raw(
    "create index delivery_failing_index on delivery (changed_at, id) where health = 'degraded'",
  );
  // What hubs say of other clusters, which is asked whenever a kind is read or lost.
  await knex.raw(
    'create index delivery_elsewhere_index on delivery (observer, kind, subject) where subject <> observer',
  );
  if (!isPostgres(knex)) return;
  for (const name of TABLES) {
    await knex.raw(`alter table ${name} set (fillfactor = 50)`);
  }
};

exports.down = async function down(knex) {
  if (isPostgres(knex)) {
    for (const name of TABLES) {
      await knex.raw(`alter table ${name} set (fillfactor = ${BEFORE[name]})`);
    }
  }
  await knex.raw('drop index delivery_elsewhere_index');
  await knex.raw('drop index delivery_failing_index');
  await knex.raw(
    "create index delivery_failing_index on delivery (changed_at, id) where stale = false and health = 'degraded'",
  );
};

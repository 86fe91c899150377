/*
 * What a collector needs to go on after a restart: the resource version of each
 * object as its facts were made of it, and, beside the place from which a kind
 * may be watched on, a fingerprint of the code that made the facts. Where either
 * is missing the object is read again, so rows from before need no filling in.
 */

const FACT_TABLES = ['namespace', 'node', 'workload', 'delivery', 'fact'];

const isPostgres = knex => knex.client.config.client === 'pg';

exports.up = async function up(knex) {
  for (const name of FACT_TABLES) {
    await knex.schema.alterTable(name, table => {
      table
        .string('resource_version', 128)
        .nullable()
        .comment('Of the object when these facts were made of it');
      table
        .text('touches')
        .nullable()
        .comment(
          'Namespaces of its subject that are derived from it, as JSON; null where the other columns tell',
        );
    });
    // Room on each page for a row's next version: an update then touches no index.
    if (isPostgres(knex)) {
      await knex.raw('alter table ?? set (fillfactor = 75)', [name]);
    }
  }
  await knex.schema.alterTable('coverage', table => {
    table
      .string('fingerprint', 128)
      .nullable()
      .comment('Of the code that made the facts up to resource_version');
  });
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('coverage', table => {
    table.dropColumn('fingerprint');
  });
  for (const name of FACT_TABLES) {
    if (isPostgres(knex)) {
      await knex.raw('alter table ?? reset (fillfactor)', [name]);
    }
    await knex.schema.alterTable(name, table => {
      table.dropColumn('touches');
      table.dropColumn('resource_version');
    });
  }
};

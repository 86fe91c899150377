/*
 * Which replicas of the backend live, so that each takes its fair share of the
 * clusters; where each record of a cluster came from, so that a merge can be
 * taken back; and which clusters someone said are two. Times are milliseconds
 * since 1970 by the database's clock.
 */

exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client === 'pg';
  await knex.schema.createTable('replica', table => {
    table.comment('The replicas of the backend that live');
    table.string('id', 64).primary().comment('Random, one per process');
    table.string('process', 300).notNullable().comment('Host and process id');
    table.bigInteger('started_at').notNullable();
    table
      .bigInteger('expires_at')
      .notNullable()
      .comment('Dead after this, unless it renews it');
  });

  await knex.schema.alterTable('cluster_lease', table => {
    // A renewal writes every row: with its time in an index it could never be
    // done in place. The table is small enough to be read as a whole.
    table.dropIndex(['holder', 'expires_at'], 'cluster_lease_holder_index');
  });
  if (isPostgres) {
    await knex.raw('alter table cluster_lease set (fillfactor = 50)');
    await knex.raw('alter table coverage set (fillfactor = 70)');
  }

  await knex.schema.alterTable('cluster_record', table => {
    table
      .string('home_id', 64)
      .nullable()
      .comment('The cluster that it was at first sight; a split leads back');
  });
  await knex('cluster_record').update({ home_id: knex.ref('cluster_id') });
  await knex.schema.alterTable('cluster_alias', table => {
    table
      .string('merged_into', 64)
      .nullable()
      .comment('What it was merged into itself, where that was merged again');
  });
  await knex('cluster_alias').update({ merged_into: knex.ref('cluster_id') });

  await knex.schema.createTable('cluster_split', table => {
    table.comment('Pairs of clusters that are two, whatever else they say');
    table.string('first_id', 64).notNullable().comment('The lesser id');
    table.string('second_id', 64).notNullable();
    table.text('reason').notNullable();
    table.bigInteger('created_at').notNullable();
    table.primary(['first_id', 'second_id']);
  });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('cluster_split');
  await knex.schema.alterTable('cluster_alias', table => {
    table.dropColumn('merged_into');
  });
  await knex.schema.alterTable('cluster_record', table => {
    table.dropColumn('home_id');
  });
  if (knex.client.config.client === 'pg') {
    await knex.raw('alter table coverage reset (fillfactor)');
    await knex.raw('alter table cluster_lease reset (fillfactor)');
  }
  await knex.schema.alterTable('cluster_lease', table => {
    table.index(['holder', 'expires_at'], 'cluster_lease_holder_index');
  });
  await knex.schema.dropTable('replica');
};

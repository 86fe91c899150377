/*
 * Replicas share the clusters: who holds a cluster's lease collects from it and
 * derives it. The epoch grows with every change of hands and fences writes, so
 * that a holder that was stopped for a while cannot overwrite what its successor
 * wrote. Times are milliseconds since 1970 by the database's clock alone.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('cluster_lease', table => {
    table.comment('Which replica collects from which cluster');
    table.string('cluster_id', 64).primary();
    table
      .string('holder', 64)
      .nullable()
      .comment('The replica that holds it; null while nobody does');
    table
      .bigInteger('epoch')
      .notNullable()
      .comment('Grows with every change of hands');
    table
      .bigInteger('expires_at')
      .notNullable()
      .comment('By the clock of the database');
    table.index(['holder', 'expires_at'], 'cluster_lease_holder_index');
  });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('cluster_lease');
};

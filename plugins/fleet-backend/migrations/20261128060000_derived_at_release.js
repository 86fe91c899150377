/*
 * What the clusters of a replica that left properly were derived with: the epoch
 * that it held each under, and what code, configuration and entities say in short.
 * Who takes one up next, and would derive with the same, has nothing to derive
 * again.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('cluster_lease', table => {
    table.string('derived', 128).nullable();
  });
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('cluster_lease', table => {
    table.dropColumn('derived');
  });
};

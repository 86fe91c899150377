/*
 * Since when a cluster that once showed the UID of its kube-system does not show
 * it any more: it may be another since, and nobody could tell. Null where it
 * shows it, or never did.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('cluster', table => {
    table
      .bigInteger('identity_lost_at')
      .nullable()
      .comment('Milliseconds since 1970; null while its UID is shown');
  });
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('cluster', table => {
    table.dropColumn('identity_lost_at');
  });
};

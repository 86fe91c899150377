/*
 * Whether the operator chose the name of a cluster's record: attributes are given
 * by a name alone only then. Kept, so that it is known at start-up before the
 * sources tell. Null for records from before; they are told again.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('cluster_record', table => {
    table.boolean('operator_named').nullable();
  });
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('cluster_record', table => {
    table.dropColumn('operator_named');
  });
};

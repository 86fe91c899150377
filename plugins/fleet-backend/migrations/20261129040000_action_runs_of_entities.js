/*
 * What systems were told about an entity, newest first: by the index, and not by
 * reading all that was ever told.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('action_run', table => {
    table.index(['home_entity', 'requested_at'], 'action_run_entity_index');
  });
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('action_run', table => {
    table.dropIndex(['home_entity', 'requested_at'], 'action_run_entity_index');
  });
};

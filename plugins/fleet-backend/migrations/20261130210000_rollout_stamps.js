/*
 * What rollouts go by of what is in a cell, as one number: they are derived again where
 * that changes, and not whenever anything of a component does.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('cell', table => {
    table
      .integer('rollout_stamp')
      .notNullable()
      .defaultTo(0)
      .comment('Differs as soon as what rollouts go by says something else');
  });
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('cell', table => {
    table.dropColumn('rollout_stamp');
  });
};

/*
 * What entities of the catalog say that they may spend, in the words of their annotations:
 * what is wrong with them is told where somebody looks for the budget. Apart from the
 * mirror of what mapping needs, as groups and systems are bound to nothing.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('entity_budget', table => {
    table.comment('Budgets that annotations of the catalog state');
    table.string('ref', 253).primary().comment('Of the entity that states it');
    table
      .string('target', 12)
      .notNullable()
      .comment('Of what it is: owner, system, component or cluster');
    table
      .string('key', 253)
      .notNullable()
      .comment('The reference of that, or the id of a cluster');
    table.string('value', 128).notNullable().comment('As it is written');
    table.string('thresholds', 128).nullable().comment('As they are written');
    table
      .boolean('contested')
      .notNullable()
      .defaultTo(false)
      .comment('Whether several say that they are this cluster');
    table.integer('missed_reads').notNullable().defaultTo(0);
    table.index(['target', 'key'], 'entity_budget_key_index');
  });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('entity_budget');
};

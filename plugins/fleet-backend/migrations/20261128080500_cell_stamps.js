/*
 * What is in a cell, as one number: whoever may see some cells learns from it
 * whether anything that he may see says something else, without reading it. And
 * how often cells of a cluster were written: those of others need not be read.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('cell', table => {
    table
      .integer('stamp')
      .notNullable()
      .defaultTo(0)
      .comment('Differs as soon as anything in the cell says something else');
  });
  await knex.schema.alterTable('cluster', table => {
    table
      .integer('cells_written')
      .notNullable()
      .defaultTo(0)
      .comment('Grows whenever cells of it are written');
  });
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('cluster', table => {
    table.dropColumn('cells_written');
  });
  await knex.schema.alterTable('cell', table => {
    table.dropColumn('stamp');
  });
};

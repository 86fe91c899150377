/*
 * What a GPU costs for an hour, in rows of the price sheet: GPUs are asked of Prometheus,
 * and are paid for by themselves. Rows that are there have no price of them.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('price_row', table => {
    table.double('gpu_hour').nullable().comment('Absent where it has no price');
  });
};

exports.down = async function down(knex) {
  await knex.raw('alter table price_row drop column gpu_hour');
};

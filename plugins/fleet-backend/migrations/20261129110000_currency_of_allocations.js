/*
 * Sums are of one currency. What is there already says in its data in which it is.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('allocation', table => {
    table
      .string('money', 16)
      .notNullable()
      .defaultTo('')
      .comment('The currency, ISO 4217; empty where it is not said');
  });
  await knex.raw(
    knex.client.config.client === 'pg'
      ? "update allocation set money = substr(coalesce(data::json->>'currency', ''), 1, 16)"
      : "update allocation set money = substr(coalesce(data->>'currency', ''), 1, 16)",
  );
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('allocation', table => {
    table.dropColumn('money');
  });
};

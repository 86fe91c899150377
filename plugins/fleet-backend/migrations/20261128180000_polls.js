/*
 * What is asked for now and then, instead of being watched, is proven less often. How
 * long such a kind counts as current after a proof is kept with it, so that whoever
 * reads the row need not know how it is read.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('coverage', table => {
    table
      .integer('freshness_ms')
      .nullable()
      .comment(
        'For how long a proof counts, in milliseconds; null for kinds that are watched',
      );
  });
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('coverage', table => {
    table.dropColumn('freshness_ms');
  });
};

/*
 * Several clusters may speak of the same workload or delivery: one fact counts,
 * and the others say which.
 */

const TABLES = ['workload', 'delivery'];

exports.up = async function up(knex) {
  for (const name of TABLES) {
    await knex.schema.alterTable(name, table => {
      table
        .string('superseded_by', 128)
        .nullable()
        .comment('The fact that counts in place of this; null where it counts');
    });
  }
};

exports.down = async function down(knex) {
  for (const name of TABLES) {
    await knex.schema.alterTable(name, table => {
      table.dropColumn('superseded_by');
    });
  }
};

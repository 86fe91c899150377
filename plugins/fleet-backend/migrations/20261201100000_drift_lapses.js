/*
 * Until when counts what was read one by one of a cluster, and what drifts there rests on:
 * reading the same again changes nothing, so that nothing else would tell when it is too old.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('drift_look', table => {
    table
      .bigInteger('lapses_at')
      .nullable()
      .comment('Milliseconds since 1970. Absent where nothing ages');
  });
};

exports.down = async function down(knex) {
  await knex.raw('alter table drift_look drop column lapses_at');
};

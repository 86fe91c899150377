/*
 * Which owners were asked to look at what drifts, and by whom. It stands beside what is told,
 * whose texts are dropped once they are sent, and says who was told as long as the episode
 * is kept.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('drift_told', table => {
    table.comment('Owners that were asked to look at an episode of drift');
    table.string('id', 64).primary();
    table.string('episode_id', 64).notNullable();
    table.string('owner', 253).notNullable().comment('An entity reference');
    table
      .string('told_day', 10)
      .notNullable()
      .comment('The day where digests are told, as YYYY-MM-DD');
    table.bigInteger('told_at').notNullable();
    table
      .string('told_by', 253)
      .notNullable()
      .comment('A person by an entity reference, or a service');
    table
      .string('request_key', 64)
      .notNullable()
      .comment('Made up by who asked: the same is the same request');
    // Asked twice on a day it is told once.
    table.unique(['episode_id', 'owner', 'told_day'], {
      indexName: 'drift_told_day_index',
    });
  });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('drift_told');
};

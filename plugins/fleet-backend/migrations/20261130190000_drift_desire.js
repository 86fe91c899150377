/*
 * Objects of which an engine is to be asked how it desires them: what is known to differ,
 * and nobody tells from what. Beside what is asked stands where it differs, so that the
 * answer holds what is desired there and not the whole object.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('drift_desire', table => {
    table.comment('Objects of which it is to be asked how they are desired');
    table.string('uid', 128).primary();
    table
      .string('cluster_id', 64)
      .notNullable()
      .comment('The cluster that it is on');
    table
      .string('observer', 64)
      .notNullable()
      .comment('The cluster that is asked');
    table.string('adapter', 64).notNullable();
    table
      .string('question', 253)
      .notNullable()
      .comment('What of the adapter is asked');
    table
      .text('data')
      .notNullable()
      .comment(
        'What brings it, how that calls the cluster, the object, and where it differs, as JSON',
      );
    table.index(['cluster_id'], 'drift_desire_cluster_index');
    table.index(
      ['observer', 'adapter', 'question'],
      'drift_desire_observer_index',
    );
  });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('drift_desire');
};

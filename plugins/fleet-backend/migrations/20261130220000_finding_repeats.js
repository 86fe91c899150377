/*
 * Which findings of Pods repeat those of what made them. It takes all findings of a cluster
 * to tell, so it is derived where they are added up. It is a table of its own: rows of
 * findings are written as they are read, and what is derived would be in the way of that.
 *
 * Of what is listed each is looked up by its id; of what is shown, how many repeat it.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('finding_repeat', table => {
    table.comment('A finding that repeats that of what made its thing');
    table.string('finding_id', 64).primary();
    table
      .string('cluster_id', 64)
      .notNullable()
      .comment('That both speak of')
      .index('finding_repeat_cluster_index');
    table
      .string('maker_id', 64)
      .notNullable()
      .comment('The finding that it repeats')
      .index('finding_repeat_maker_index');
  });
  // Findings that are known are looked at once more.
  await knex.raw(
    'insert into compliance_mark (cluster_id) select id from cluster where left_at is null',
  );
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('finding_repeat');
};

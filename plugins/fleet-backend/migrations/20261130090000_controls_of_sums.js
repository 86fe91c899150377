/*
 * What policies found is told by control as well, and one policy may be of many controls: a
 * benchmark has a result for each. So sums are of the controls that single results name;
 * those that a policy names for all of its results stay with the policy.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('compliance_sum', table => {
    table
      .text('controls')
      .notNullable()
      .defaultTo('')
      .comment('Those that the results name, as JSON; empty for none');
  });
  // Those that are known are added up once more.
  await knex.raw(
    'insert into compliance_mark (cluster_id) select id from cluster where left_at is null',
  );
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('compliance_sum', table => {
    table.dropColumn('controls');
  });
};

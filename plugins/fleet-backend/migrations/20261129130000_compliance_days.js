/*
 * How far policies were kept on each day. What results there are of one kind stays the same
 * for days and weeks, so that a row says from which day until which it was so, and a day on
 * which nothing changed writes nothing. On which days anybody looked is kept apart: of
 * others nothing is known, whatever the rows beside them say. Failures are kept one by one,
 * from when they were first seen until they ended, and how.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('compliance_day', table => {
    table.comment('Days of which it is kept how far policies were kept');
    table.integer('day').primary().comment('Since 1970, in UTC');
    table
      .bigInteger('claimed_at')
      .notNullable()
      .comment('When a replica last began to look');
    table
      .bigInteger('taken_at')
      .nullable()
      .comment('When it was last done; null where it never was');
  });
  await knex.schema.createTable('compliance_span', table => {
    table.comment('What was so from one day until another');
    table.bigIncrements('id');
    table
      .string('thing', 64)
      .notNullable()
      .comment('Of all that is neither a number nor a day');
    table
      .string('about', 10)
      .notNullable()
      .comment(
        'result: results of a policy; place: a policy is expected on a cluster; cell: something runs there',
      );
    table.string('cluster_id', 64).notNullable();
    table.string('namespace', 253).notNullable().comment('Empty for none');
    table.string('entity_ref', 253).notNullable().comment('Empty for none');
    table.string('region', 253).notNullable();
    table.string('environment', 253).notNullable();
    table.string('owner', 253).notNullable();
    table.string('system', 253).notNullable();
    table.string('engine', 63).notNullable().comment('Empty for none');
    table.string('policy', 253).notNullable().comment('Empty for none');
    table.string('severity', 10).notNullable().comment('Empty for none');
    table
      .string('result', 15)
      .notNullable()
      .comment('As it counted on those days; empty for none');
    table
      .boolean('is_evaluated')
      .notNullable()
      .comment('Whether it said something that could be confirmed then');
    table.string('observer', 64).notNullable().comment('Empty for none');
    table
      .text('outranked_by')
      .notNullable()
      .comment(
        'Observers whose word counts instead, each between spaces: who sees one of them counts this not; empty for none',
      );
    table.integer('things').notNullable();
    table.integer('first_day').notNullable();
    table
      .integer('until_day')
      .notNullable()
      .comment('The first day on which it was not so; far away where it is');
    table.unique(['thing', 'first_day'], {
      indexName: 'compliance_span_thing_unique',
    });
    table.index(['cluster_id', 'until_day'], 'compliance_span_cluster_index');
    table.index(['until_day'], 'compliance_span_until_index');
    table.index(['owner', 'until_day'], 'compliance_span_owner_index');
    table.index(['system', 'until_day'], 'compliance_span_system_index');
    table.index(['entity_ref', 'until_day'], 'compliance_span_entity_index');
  });
  await knex.schema.createTable('failure', table => {
    table.comment('What fails or failed, as a policy, a cluster and a thing');
    table.bigIncrements('id');
    table.string('unit', 64).notNullable().comment('Of policy and thing');
    table.string('cluster_id', 64).notNullable();
    table.string('namespace', 253).notNullable().comment('Empty for none');
    table.string('entity_ref', 253).notNullable().comment('Empty for none');
    table.string('region', 253).notNullable();
    table.string('environment', 253).notNullable();
    table.string('owner', 253).notNullable();
    table.string('system', 253).notNullable();
    table.string('engine', 63).notNullable();
    table.string('policy', 253).notNullable();
    table.string('severity', 10).notNullable().comment('Empty for none');
    table.string('observer', 64).notNullable();
    table.bigInteger('seen_at').notNullable().comment('When it was first seen');
    table
      .bigInteger('first_failed_at')
      .nullable()
      .comment('Null where it failed when somebody looked for the first time');
    table.bigInteger('ended_at').nullable().comment('Null while it fails');
    table
      .string('fate', 10)
      .nullable()
      .comment('fixed, exempted, eased, gone, or unproven');
    table.index(['cluster_id', 'ended_at'], 'failure_cluster_index');
    table.index(['ended_at'], 'failure_ended_index');
    table.index(['seen_at'], 'failure_seen_index');
  });
  // What fails now is written once findings are added up again.
  await knex.raw(
    'insert into compliance_mark (cluster_id) select id from cluster where left_at is null',
  );
};

exports.down = async function down(knex) {
  for (const name of ['failure', 'compliance_span', 'compliance_day']) {
    await knex.schema.dropTable(name);
  }
};

/*
 * What policies found, added up by what it belongs to and by what it rests on: pages of
 * teams add up further, and never read single findings. A row is placed as a cell is, and
 * carries what permissions and pages ask of it. Marks are only ever added, so that whoever
 * adds one waits for nobody.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('compliance_mark', table => {
    table.comment('Clusters whose findings have to be added up again');
    table.bigIncrements('id');
    table.string('cluster_id', 64).notNullable();
  });
  await knex.schema.createTable('compliance_sum', table => {
    table.comment('How many results of one kind there are of one policy');
    table.string('id', 64).primary().comment('Of all that is not a number');
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
    table.string('result', 10).notNullable();
    table
      .string('claim', 64)
      .notNullable()
      .comment(
        'Where several observers tell the same result: which; else empty',
      )
      .defaultTo('');
    table.string('observer', 64).notNullable();
    table.string('adapter', 63).notNullable();
    table.string('api_group', 253).notNullable();
    table.string('kind', 63).notNullable();
    table.string('source_namespace', 253).notNullable();
    table
      .text('subject_reference')
      .nullable()
      .comment('As of the findings: null where the observer tells of itself');
    table.string('reference_key', 200).nullable();
    table.text('unreadable').nullable();
    table.integer('things').notNullable();
    table
      .bigInteger('failing_since')
      .nullable()
      .comment('Since when the first of them fails that still does');
    table.index(['cluster_id'], 'compliance_sum_cluster_index');
    table.index(['owner'], 'compliance_sum_owner_index');
    table.index(['system'], 'compliance_sum_system_index');
    table.index(['entity_ref'], 'compliance_sum_entity_index');
  });
  await knex.schema.createTable('policy_place', table => {
    table.comment('A policy on a cluster, whether it was evaluated or not');
    table.string('id', 64).primary();
    table.string('cluster_id', 64).notNullable();
    table.string('engine', 63).notNullable();
    table.string('policy', 253).notNullable();
    table.string('severity', 10).notNullable().comment('Empty for none');
    table
      .text('data')
      .notNullable()
      .comment('Title, standards, categories and controls as JSON');
    table.index(['cluster_id'], 'policy_place_cluster_index');
    table.index(['engine', 'policy'], 'policy_place_policy_index');
  });
  await knex.schema.createTable('failing', table => {
    table.comment('What fails, and since when it is known to');
    table.string('id', 64).primary();
    table.string('cluster_id', 64).notNullable();
    table.bigInteger('since').notNullable();
    table
      .text('told')
      .nullable()
      .comment(
        'What told of it, where its report has a time and is deleted then; as JSON',
      );
    table
      .bigInteger('away_since')
      .nullable()
      .comment('Since when that report is away; null while it is there');
    table.index(['cluster_id'], 'failing_cluster_index');
  });
  await knex.raw(
    'create index failing_away_index on failing (away_since) where away_since is not null',
  );
  // Those that are known are added up once.
  await knex.raw(
    'insert into compliance_mark (cluster_id) select id from cluster where left_at is null',
  );
};

exports.down = async function down(knex) {
  for (const name of [
    'failing',
    'policy_place',
    'compliance_sum',
    'compliance_mark',
  ]) {
    await knex.schema.dropTable(name);
  }
};

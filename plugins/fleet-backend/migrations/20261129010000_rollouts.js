/*
 * Releases on their way over the fleet. A rollout has a row, and each instance that
 * it concerns has one; what is remembered between two looks is JSON. Marks are only
 * ever added, so that whoever adds one waits for nobody.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('rollout_mark', table => {
    table.comment('Components whose rollouts have to be derived again');
    table.bigIncrements('id');
    table.string('entity_ref', 253).notNullable();
  });
  await knex.schema.createTable('rollout_entity', table => {
    table.comment('Components whose rollouts were derived, and when next');
    table.string('entity_ref', 253).primary();
    table
      .bigInteger('version')
      .notNullable()
      .comment('Grows with every write: who read an older one writes nothing');
    table.bigInteger('next_look_at').nullable();
    table.index(['next_look_at'], 'rollout_entity_next_index');
  });
  await knex.schema.createTable('rollout', table => {
    table.comment('One release of one component on its way over the fleet');
    table.string('id', 64).primary();
    table.string('entity_ref', 253).notNullable();
    table.double('release_order').notNullable();
    table.string('version', 512).nullable();
    table.string('life_cycle', 20).notNullable();
    table.bigInteger('began_at').notNullable();
    table.bigInteger('ended_at').nullable();
    table.integer('members').notNullable();
    table.string('hash', 64).notNullable();
    table.text('data').notNullable();
    table.index(['entity_ref', 'release_order'], 'rollout_entity_index');
    table.index(['life_cycle', 'began_at', 'id'], 'rollout_life_cycle_index');
    table.index(['began_at', 'id'], 'rollout_began_index');
  });
  await knex.schema.createTable('rollout_member', table => {
    table.comment('How far a release is on one instance');
    table.string('rollout_id', 64).notNullable();
    table.string('instance_id', 64).notNullable();
    table.string('cluster_id', 64).notNullable();
    table.string('namespace', 253).notNullable();
    table.string('entity_ref', 253).notNullable();
    table.string('state', 20).notNullable();
    table.bigInteger('since').notNullable();
    table.integer('wave').nullable();
    table
      .bigInteger('duration')
      .nullable()
      .comment('Milliseconds from being asked for to being done');
    table.string('hash', 64).notNullable();
    table.text('data').notNullable();
    table.primary(['rollout_id', 'instance_id']);
    table.index(['instance_id'], 'rollout_member_instance_index');
    table.index(['entity_ref', 'cluster_id'], 'rollout_member_entity_index');
    table.index(['cluster_id', 'namespace'], 'rollout_member_cluster_index');
  });
  await knex.raw(
    "create index fact_placing_index on fact (observer, kind, name) where type in ('placement', 'freeze')",
  );
  // What runs already is looked at once.
  await knex.raw(
    "insert into rollout_mark (entity_ref) select distinct entity_ref from instance where entity_ref <> ''",
  );
};

exports.down = async function down(knex) {
  await knex.raw('drop index fact_placing_index');
  for (const name of [
    'rollout_member',
    'rollout',
    'rollout_entity',
    'rollout_mark',
  ]) {
    await knex.schema.dropTable(name);
  }
};

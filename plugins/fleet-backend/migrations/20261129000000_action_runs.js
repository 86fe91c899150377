/*
 * What systems were told from the portal, and how far each is. The row is there before
 * the API server is told anything, so that a portal that stops in between leaves a trace.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('action_run', table => {
    table.comment('What systems were told, and what came of it');
    table.string('id', 64).primary();
    table
      .string('instance_id', 64)
      .notNullable()
      .comment('The instance that it was asked for on; may be gone');
    table.string('target_id', 64).notNullable().comment('Delivery or workload');
    table.string('target_type', 16).notNullable();
    table
      .string('observer', 64)
      .notNullable()
      .comment('The cluster that holds the object');
    table.string('subject', 64).notNullable();
    table
      .text('home_namespace')
      .notNullable()
      .comment('The cell that the target is counted in');
    table.text('home_entity').notNullable();
    table.string('adapter', 64).notNullable();
    table.string('action', 64).notNullable();
    table
      .text('source_uid')
      .notNullable()
      .comment('Of the object: one that was made anew is another');
    table
      .text('target')
      .notNullable()
      .comment('Group, version, plural, kind, namespace and name as JSON');
    table.text('parameters').notNullable();
    table.text('reason').notNullable();
    table
      .text('plan')
      .notNullable()
      .comment('Patches and effect as JSON, as they were planned');
    table.text('actor_type').notNullable();
    table.text('actor_id').notNullable();
    table
      .bigInteger('requested_at')
      .notNullable()
      .comment('Milliseconds since 1970, as all times');
    table
      .bigInteger('told_at')
      .nullable()
      .comment('When the API server took it; null while that is not known');
    table.string('state', 16).notNullable();
    table
      .text('steps')
      .notNullable()
      .comment('Each state with its time and message as JSON');
    table.bigInteger('follow_until').notNullable();
    table.bigInteger('ended_at').nullable();
    table
      .string('claimed_by', 64)
      .nullable()
      .comment('The replica that follows it');
    table.bigInteger('claimed_until').nullable();
    table.index(['instance_id', 'requested_at'], 'action_run_instance_index');
    table.index(['ended_at', 'claimed_until'], 'action_run_open_index');
  });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('action_run');
};

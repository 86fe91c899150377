/*
 * Releases on their way to a stage. What a promotion is stands in its row as a whole, and
 * the columns beside it are what lists ask for. A row is written by who has its version;
 * who goes through it claims it, so that of several replicas one starts tasks for it.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('promotion', table => {
    table.comment('Releases on their way to a stage');
    table.string('id', 64).primary();
    table.string('entity_ref', 255).notNullable();
    table.string('from_stage', 63).notNullable();
    table.string('to_stage', 63).notNullable();
    table.string('release_id', 128).notNullable();
    table.string('state', 32).notNullable();
    table.bigInteger('began_at').notNullable();
    table.bigInteger('ended_at').comment('Absent while it goes on');
    table.string('requested_by', 255).notNullable();
    table.text('reason');
    table
      .string('open_key', 128)
      .unique('promotion_open_unique')
      .comment(
        'Of component and stage while it goes on: one release goes there at a time',
      );
    table.integer('version').notNullable().comment('Counts what was written');
    table
      .text('promotion')
      .notNullable()
      .comment('What its events made of it, as JSON');
    table
      .text('plan')
      .notNullable()
      .comment('The plan, with what changes in Git, as JSON');
    table
      .text('gates')
      .comment('How gates of the wave under way were last judged, as JSON');
    table.bigInteger('looked_at').comment('When it was last gone through');
    table
      .bigInteger('due_at')
      .comment('When it is to be gone through again; absent for never');
    table.string('claimed_by', 64);
    table.bigInteger('claimed_until');
    table.index(
      ['entity_ref', 'to_stage', 'began_at', 'id'],
      'promotion_entity_index',
    );
    table.index(['due_at'], 'promotion_due_index');
  });
  // In the words of pages, the newest first.
  await knex.raw(
    'create index promotion_page_index on promotion ((cast(9999999999999 - began_at as text)), id)',
  );
  await knex.schema.createTable('promotion_happening', table => {
    table.comment('What changed promotions');
    table.bigIncrements('id');
    table
      .string('promotion_id', 64)
      .notNullable()
      .references('promotion.id')
      .onDelete('CASCADE');
    table.bigInteger('at').notNullable();
    table.string('type', 64).notNullable();
    table.string('wave', 255);
    table.string('by', 255).comment('Who; absent where it was seen');
    table
      .string('state', 32)
      .notNullable()
      .comment('Of the promotion, after it');
    table.text('text');
    table.index(['promotion_id', 'id'], 'promotion_happening_index');
  });
  await knex.schema.createTable('promotion_attempt', table => {
    table.comment('What was started to propose changes in Git');
    table.bigIncrements('id');
    table
      .string('promotion_id', 64)
      .notNullable()
      .references('promotion.id')
      .onDelete('CASCADE');
    table.string('wave', 255).notNullable();
    table.string('direction', 16).notNullable();
    table
      .text('repository')
      .notNullable()
      .comment('Empty where it has no name');
    table
      .string('repository_key', 64)
      .notNullable()
      .comment('Its hash: addresses are longer than indexes take');
    table.integer('number').notNullable();
    table.string('state', 16).notNullable();
    table.string('task_id', 64);
    table.text('error');
    table.text('reference').comment('Where people find what it proposed');
    table.bigInteger('started_at').notNullable();
    table.bigInteger('ended_at');
    table.bigInteger('retry_at');
    table.unique(
      ['promotion_id', 'wave', 'direction', 'repository_key', 'number'],
      { indexName: 'promotion_attempt_unique' },
    );
  });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('promotion_attempt');
  await knex.schema.dropTable('promotion_happening');
  await knex.schema.dropTable('promotion');
};

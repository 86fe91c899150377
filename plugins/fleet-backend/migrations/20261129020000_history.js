/*
 * History that the past can be rebuilt from: of every transition whose it is, who
 * delivers, and how often it went to and fro; of an instance since when it is
 * recorded; of a kind since when it is watched, and its last gap. What is older
 * than transitions are kept for is one state a day.
 *
 * Transitions are paged by their time, as one in which several were folded moves
 * on with the last of them. Those from before say not whose they are: nothing is
 * rebuilt from them, and instances count as recorded since now.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('transition', table => {
    table
      .string('thing', 64)
      .nullable()
      .comment(
        'Id of the instance or cluster that changed; of coverage, the hash of its kind',
      );
    table.string('engines', 128).nullable().comment('Who delivers it');
    table.string('initiated_by', 253).nullable();
    table.string('operation', 20).nullable().comment('Its phase');
    table
      .bigInteger('first_at')
      .nullable()
      .comment(
        'Of several in one row: when the first was seen; `at` is the last',
      );
    table.integer('flips').nullable().comment('How many are in this row');
    table
      .text('flip_values')
      .nullable()
      .comment('What it was in between, JSON');
    table
      .text('state')
      .nullable()
      .comment(
        'Of an instance that left: what it was; of one that came: what is proven, JSON',
      );
    table.dropIndex(['cluster_id', 'id'], 'transition_cluster_index');
    table.dropIndex(['entity_ref', 'id'], 'transition_entity_index');
    table.index(['cluster_id', 'at', 'id'], 'transition_cluster_time_index');
    table.index(['entity_ref', 'at', 'id'], 'transition_entity_time_index');
  });
  await knex.raw(
    'create index transition_thing_index on transition (thing, at) where thing is not null',
  );
  await knex.raw(
    'create index transition_gap_index on transition (cluster_id, not_before) where not_before is not null',
  );
  await knex.schema.alterTable('instance', table => {
    table
      .bigInteger('recorded_since')
      .nullable()
      .comment('Since when what it is is recorded');
    table
      .text('recent_flips')
      .nullable()
      .comment(
        'When what of it last changed, JSON: what folding is decided by',
      );
  });
  await knex('instance').update({ recorded_since: Date.now() });
  await knex.schema.alterTable('coverage', table => {
    table
      .bigInteger('watched_since')
      .nullable()
      .comment('When all of the kind was known for the first time');
    table
      .bigInteger('gap_from')
      .nullable()
      .comment('The last proof before it was last not current');
    table.bigInteger('gap_to').nullable().comment('Null while it is not');
  });
  await knex.schema.createTable('instance_day', table => {
    table.comment(
      'What instances were at the ends of days, where it differs from the day before',
    );
    table.string('instance_id', 64).notNullable();
    table.integer('day').notNullable().comment('Days since 1970, in UTC');
    table.string('cluster_id', 64).notNullable();
    table.string('namespace', 253).notNullable();
    table.string('entity_ref', 253).notNullable().comment('Empty for none');
    table.text('state').notNullable().comment('JSON');
    table.primary(['instance_id', 'day']);
    table.index(
      ['cluster_id', 'instance_id', 'day'],
      'instance_day_cluster_index',
    );
    table.index(
      ['entity_ref', 'instance_id', 'day'],
      'instance_day_entity_index',
    );
    table.index(['day'], 'instance_day_index');
  });
  await knex.schema.createTable('history_keeping', table => {
    table.comment('How far history has become days: one row');
    table.integer('id').primary();
    table
      .integer('day')
      .nullable()
      .comment('The last day of which there are states instead of transitions');
    table
      .integer('first_day')
      .nullable()
      .comment('The first day of which states are kept; null for all');
    table
      .bigInteger('busy_until')
      .notNullable()
      .defaultTo(0)
      .comment('Until when one replica has this work');
  });
  await knex('history_keeping').insert({ id: 1 });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('history_keeping');
  await knex.schema.dropTable('instance_day');
  await knex.schema.alterTable('coverage', table => {
    table.dropColumn('gap_to');
    table.dropColumn('gap_from');
    table.dropColumn('watched_since');
  });
  await knex.schema.alterTable('instance', table => {
    table.dropColumn('recent_flips');
    table.dropColumn('recorded_since');
  });
  await knex.raw('drop index transition_gap_index');
  await knex.raw('drop index transition_thing_index');
  await knex.schema.alterTable('transition', table => {
    table.dropIndex(['entity_ref', 'at', 'id'], 'transition_entity_time_index');
    table.dropIndex(
      ['cluster_id', 'at', 'id'],
      'transition_cluster_time_index',
    );
    table.index(['entity_ref', 'id'], 'transition_entity_index');
    table.index(['cluster_id', 'id'], 'transition_cluster_index');
    for (const name of [
      'state',
      'flip_values',
      'flips',
      'first_at',
      'operation',
      'initiated_by',
      'engines',
      'thing',
    ]) {
      table.dropColumn(name);
    }
  });
};

/*
 * What is delivered and is not as it should be: one row for one stretch of time in which one
 * resource of one delivery differs. An episode that lasts is placed as a cell is and belongs
 * to whom it belongs now; one that has ended stays as it was. When a cluster was last looked
 * at is kept beside it: what begins to differ did so after that.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('drift_mark', table => {
    table.comment('Clusters of which it has to be looked again what drifts');
    table.bigIncrements('id');
    table.string('cluster_id', 64).notNullable();
  });
  await knex.schema.createTable('drift_look', table => {
    table.comment('When it was last looked at what drifts on a cluster');
    table.string('cluster_id', 64).primary();
    table.bigInteger('looked_at').notNullable();
    table
      .text('unseen')
      .notNullable()
      .comment(
        'Deliveries and things of which nothing could be told then, as a list in JSON; `*` where they were too many',
      );
    table
      .integer('unwatched')
      .notNullable()
      .comment('Deliveries of which nothing could be told');
    table
      .integer('watched')
      .notNullable()
      .comment('Deliveries of which it is known whether anything differs');
  });
  await knex.schema.createTable('drift_wish', table => {
    table.comment('Objects of a cluster that are to be looked at');
    table.string('cluster_id', 64).notNullable();
    table.string('api_group', 253).notNullable();
    table.string('kind', 253).notNullable();
    table.string('namespace', 253).notNullable().comment('Empty for none');
    table.string('name', 512).notNullable();
    table
      .boolean('urgent')
      .notNullable()
      .comment('It is said to differ; else nobody tells whether it does');
    table.primary(['cluster_id', 'api_group', 'kind', 'namespace', 'name']);
  });
  await knex.schema.createTable('drift_episode', table => {
    table.comment('A stretch of time in which a resource differs');
    table.string('id', 64).primary();
    table
      .string('thing', 64)
      .notNullable()
      .comment(
        'Of delivery and resource: what episodes are one after the other of',
      );
    table
      .string('hash', 64)
      .notNullable()
      .comment('Of all else that is written');
    table.string('cluster_id', 64).notNullable();
    table.string('namespace', 253).notNullable().comment('Empty for none');
    table.string('entity_ref', 253).notNullable().comment('Empty for none');
    table.string('region', 253).notNullable();
    table.string('environment', 253).notNullable();
    table.string('tier', 253).notNullable();
    table.string('owner', 253).notNullable();
    table.string('system', 253).notNullable();
    table.string('observer', 64).notNullable();
    table.string('delivery_id', 64).notNullable();
    table.string('engine', 63).notNullable();
    table.string('delivery_kind', 253).notNullable();
    table
      .string('delivery_namespace', 253)
      .notNullable()
      .comment('Empty for none');
    table.string('delivery_name', 512).notNullable();
    table.string('api_group', 253).notNullable();
    table.string('kind', 253).notNullable();
    table.string('name', 512).notNullable();
    table.string('class', 20).notNullable();
    table.string('because', 40).notNullable();
    table.boolean('headline').notNullable();
    table
      .string('same', 80)
      .notNullable()
      .comment('Of what differs in the same way');
    table.string('seen_by', 63).notNullable();
    table.bigInteger('first_observed_at').notNullable();
    table.bigInteger('last_observed_at').notNullable();
    table
      .bigInteger('not_before')
      .nullable()
      .comment('When it was last in sync before; null where nobody knows');
    table.integer('flaps').notNullable();
    table.bigInteger('in_sync_ms').notNullable();
    table
      .bigInteger('unconfirmed_since')
      .nullable()
      .comment(
        'Since when nobody sees whether it lasts; null where somebody does',
      );
    table.bigInteger('ended_at').nullable().comment('Null while it lasts');
    table.string('fate', 10).nullable().comment('healed, gone, or unproven');
    table
      .string('ignored_by', 64)
      .nullable()
      .comment('An exception of the ledger');
    table.bigInteger('ignored_from').nullable();
    table.bigInteger('ignored_until').nullable();
    table
      .text('data')
      .notNullable()
      .comment('What differs, by whom, and what the engine says, as JSON');
    table.index(['cluster_id', 'ended_at'], 'drift_episode_cluster_index');
    table.index(['thing'], 'drift_episode_thing_index');
    table.index(['ended_at'], 'drift_episode_ended_index');
  });
  // Pages go by those that last, in order of their age; few do. What is added up of them
  // stands in indexes as well, which are far smaller than what is told of them. None holds
  // more than two texts that may be long: an entry has to fit into a third of a page.
  const summed =
    'headline, unconfirmed_since, ended_at, ignored_by, ignored_from, ignored_until, id, cluster_id';
  for (const [name, { key, beside }] of Object.entries({
    age: { key: 'first_observed_at, id' },
    owner: {
      key: 'owner, first_observed_at',
      beside: `class, ${summed}, entity_ref`,
    },
    system: { key: 'system, first_observed_at' },
    entity: {
      key: 'entity_ref, first_observed_at',
      beside: `class, ${summed}, owner`,
    },
    same: {
      key: 'same, first_observed_at',
      beside: `${summed}, owner, entity_ref`,
    },
    class: {
      key: 'class, tier, first_observed_at',
      beside: `${summed}, entity_ref, last_observed_at, not_before, in_sync_ms`,
    },
  })) {
    const isPostgres = knex.client.config.client !== 'better-sqlite3';
    const included = isPostgres
      ? `(${key}) include (${beside})`
      : `(${key}, ${beside})`;
    await knex.raw(
      `create index drift_open_${name}_index on drift_episode ${
        beside ? included : `(${key})`
      } where ended_at is null`,
    );
  }
  // What drifts now is found once.
  await knex.raw(
    'insert into drift_mark (cluster_id) select id from cluster where left_at is null',
  );
};

exports.down = async function down(knex) {
  for (const name of [
    'drift_episode',
    'drift_wish',
    'drift_look',
    'drift_mark',
  ]) {
    await knex.schema.dropTable(name);
  }
};

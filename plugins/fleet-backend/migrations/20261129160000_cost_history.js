/*
 * What is spent, by day, kept for longer than any cost tool keeps it. The name of a thing
 * is written once: a day of it is one narrow row. A series is placed as a cell is, and
 * carries what permissions and pages ask of it, as of now; days are never moved. Of which
 * days anything is known of a cluster is kept apart, so that a day without a figure is not
 * taken for one on which nothing was spent.
 */

function isPostgres(knex) {
  return knex.client.config.client === 'pg';
}

exports.up = async function up(knex) {
  await knex.schema.createTable('cost_mark', table => {
    table.comment('Clusters whose costs have to be taken down again');
    table.bigIncrements('id');
    table.string('cluster_id', 64).notNullable();
  });
  await knex.schema.createTable('cost_series', table => {
    table.comment('A thing that costs something on a cluster');
    table.increments('id');
    table
      .string('key', 64)
      .notNullable()
      .comment('Of cluster, currency, share, namespace, kind and name');
    table.string('cluster_id', 64).notNullable();
    table.string('namespace', 253).notNullable().comment('Empty for none');
    table
      .string('entity_ref', 253)
      .notNullable()
      .comment('Empty for none; what it was last bound to');
    table.string('region', 253).notNullable();
    table.string('environment', 253).notNullable();
    table.string('owner', 253).notNullable();
    table.string('system', 253).notNullable();
    table.string('money', 16).notNullable().comment('Empty where nobody says');
    table
      .string('share', 12)
      .notNullable()
      .comment('Whose cost it is; `small` for the sum of what costs little');
    table.string('kind', 253).notNullable().comment('Empty for none');
    table.string('name', 253).notNullable().comment('Empty for none');
    table.unique(['key'], { indexName: 'cost_series_key_index' });
    table.index(['cluster_id'], 'cost_series_cluster_index');
    table.index(['owner'], 'cost_series_owner_index');
    table.index(['system'], 'cost_series_system_index');
    table.index(['entity_ref'], 'cost_series_entity_index');
  });
  // Rows are found by series and day alone: on SQLite they lie in that order.
  const ending = isPostgres(knex) ? '' : 'without rowid';
  const real = isPostgres(knex) ? 'real' : 'double';
  await knex.raw(`create table cost_day (
    series_id integer not null,
    day integer not null,
    cost double precision not null,
    cpu ${real},
    ram ${real},
    cpu_requested ${real},
    cpu_used ${real},
    ram_requested ${real},
    ram_used ${real},
    primary key (series_id, day)
  ) ${ending}`);
  await knex.schema.createTable('cost_told', table => {
    table.comment('Days of which a cost tool told what a cluster costs');
    table.string('cluster_id', 64).notNullable();
    table.integer('day').notNullable().comment('Since 1970, in UTC');
    table.string('observer', 64).notNullable();
    table.string('engine', 63).notNullable();
    table.string('grain', 10).notNullable();
    table.string('money', 16).notNullable().comment('Empty where nobody says');
    table.double('cost').notNullable().comment('Of all, as it was told');
    table
      .boolean('estimated')
      .notNullable()
      .comment('Whether prices are from a price sheet');
    table
      .boolean('whole')
      .notNullable()
      .comment('Whether it is of the whole day');
    table
      .double('minutes')
      .notNullable()
      .comment('Of all things together: what is told of fewer is a fragment');
    table
      .integer('rank')
      .notNullable()
      .comment('How good the word is; 0 is the best');
    table.string('hash', 64).notNullable().comment('Of what was told last');
    table.bigInteger('told_at').notNullable();
    table
      .boolean('compacted')
      .notNullable()
      .defaultTo(false)
      .comment('Whether what costs little is one sum');
    table.primary(['cluster_id', 'day']);
    table.index(['compacted', 'day'], 'cost_told_compacted_index');
  });
  // Those that are known are taken down once.
  await knex.raw(
    'insert into cost_mark (cluster_id) select id from cluster where left_at is null',
  );
};

exports.down = async function down(knex) {
  for (const name of ['cost_told', 'cost_day', 'cost_series', 'cost_mark']) {
    await knex.schema.dropTable(name);
  }
};

/*
 * What is spent by hour, for eight days: a row has the hours of one day of a thing, so that
 * a workload takes one row a day and not twenty-four. Of which hours a cluster told at all
 * is kept apart, so that an hour without a figure is not taken for one on which nothing was
 * spent.
 */

const HOURS = Array.from(
  { length: 24 },
  (_, hour) => `h${String(hour).padStart(2, '0')}`,
);

exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client === 'pg';
  const real = isPostgres ? 'real' : 'double';
  await knex.raw(`create table cost_hours (
    series_id integer not null,
    day integer not null,
    ${HOURS.map(hour => `${hour} ${real}`).join(', ')},
    primary key (series_id, day)
  ) ${isPostgres ? '' : 'without rowid'}`);
  await knex.schema.createTable('cost_hours_told', table => {
    table.comment(
      'Hours of days of which a cost tool told what a cluster costs',
    );
    table.string('cluster_id', 64).notNullable();
    table.integer('day').notNullable().comment('Since 1970, in UTC');
    table.string('observer', 64).notNullable();
    table.string('engine', 63).notNullable();
    table.string('money', 16).notNullable().comment('Empty where nobody says');
    table
      .integer('hours')
      .notNullable()
      .comment('A bit for each hour that was told, the first is 1');
    table.string('hash', 64).notNullable().comment('Of what was told last');
    table.bigInteger('told_at').notNullable();
    table.primary(['cluster_id', 'day']);
  });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('cost_hours_told');
  await knex.schema.dropTable('cost_hours');
};

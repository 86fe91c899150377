/*
 * What things cost by day once more, thirty-two days of a thing in one row: what is added
 * up over many days of many things reads a row where there were thirty-two, and rows that
 * lie together. It always is what the rows by day say. Days are found by themselves, too:
 * what was requested and used is read of the last of them alone.
 */

const DAYS = 32;
const NUMBERS = Array.from({ length: DAYS }, (_, number) => number);
const nameOf = number => `d${String(number).padStart(2, '0')}`;

exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client === 'pg';
  await knex.raw(`create table cost_span (
    series_id integer not null,
    span integer not null,
    ${NUMBERS.map(number => `${nameOf(number)} double precision`).join(', ')},
    primary key (series_id, span)
  ) ${isPostgres ? '' : 'without rowid'}`);
  const within = `((day % ${DAYS}) + ${DAYS}) % ${DAYS}`;
  await knex.raw(
    `insert into cost_span select series_id, (day - ${within}) / ${DAYS}, ${NUMBERS.map(
      number => `max(case when ${within} = ${number} then cost end)`,
    ).join(', ')} from cost_day group by 1, 2`,
  );
  // On SQLite days lie by their series, and are few.
  if (isPostgres) {
    await knex.raw('create index cost_day_day_index on cost_day (day)');
  }
};

exports.down = async function down(knex) {
  if (knex.client.config.client === 'pg') {
    await knex.raw('drop index cost_day_day_index');
  }
  await knex.schema.dropTable('cost_span');
};

/*
 * What is summed up of the members of a rollout, as columns: who only counts them
 * does not read what is remembered of each.
 */

const COLUMNS = {
  asked_at: ['askedAt'],
  until_at: ['until'],
  replicas: ['serving', 'replicas'],
  released: ['serving', 'released'],
};

exports.up = async function up(knex) {
  await knex.schema.alterTable('rollout_member', table => {
    table
      .bigInteger('asked_at')
      .nullable()
      .comment('When it was first seen to ask for the release');
    table
      .bigInteger('until_at')
      .nullable()
      .comment('When what it waits for is over, where that is known');
    table.integer('replicas').nullable().comment('Those that it should have');
    table
      .double('released')
      .nullable()
      .comment('How many of them are of the release');
    table
      .integer('by_traffic')
      .nullable()
      .comment('1 where a traffic router confirms the weight of the release');
  });
  const isPostgres = knex.client.config.client === 'pg';
  const values = Object.entries(COLUMNS).map(([column, path]) =>
    isPostgres
      ? `${column} = (data::jsonb #>> '{${path.join(',')}}')::double precision`
      : `${column} = data ->> '$.${path.join('.')}'`,
  );
  await knex.raw(`update rollout_member set ${values.join(', ')}`);
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('rollout_member', table => {
    // Of what was written before nobody had asked a router.
    table.dropColumns(...Object.keys(COLUMNS), 'by_traffic');
  });
};

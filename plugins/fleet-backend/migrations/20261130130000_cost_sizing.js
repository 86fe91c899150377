/*
 * What requests are sized by: of each day of a workload how many replicas ran, the high of
 * the busiest one, and whether it got less than it wanted. All may be null, as few tools tell
 * it, and a day that nobody told of is not one on which nothing was throttled or killed.
 */

const COLUMNS = ['replicas', 'cpu_high', 'ram_high', 'throttled', 'oom_kills'];

exports.up = async function up(knex) {
  const real = knex.client.config.client === 'pg' ? 'real' : 'double';
  for (const name of COLUMNS) {
    await knex.raw(`alter table cost_day add column ${name} ${real}`);
  }
};

exports.down = async function down(knex) {
  for (const name of [...COLUMNS].reverse()) {
    await knex.raw(`alter table cost_day drop column ${name}`);
  }
};

/*
 * How many nodes a cluster had on each day of its costs, as its cost tool tells it: the
 * tool tells of the last days alone, and days that stand out are asked for long after.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('cost_told', table => {
    table
      .double('nodes')
      .nullable()
      .comment('A mean over the day; null where nobody told of all of it');
    table
      .string('nodes_hash', 64)
      .nullable()
      .comment('Of what was told of nodes and the like last');
  });
  // What is told now is counted once.
  await knex.raw(
    'insert into cost_mark (cluster_id) select id from cluster where left_at is null',
  );
};

exports.down = async function down(knex) {
  for (const name of ['nodes_hash', 'nodes']) {
    await knex.raw(`alter table cost_told drop column ${name}`);
  }
};

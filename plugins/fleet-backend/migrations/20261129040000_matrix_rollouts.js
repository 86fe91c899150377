/*
 * How far releases are in the cells of the matrix: of the members of a range of clusters by
 * a range of components only those that have not arrived. There are many that have, of
 * each release that ever was; so the index holds the others alone, and the rows of the
 * table, which are long, are not read.
 */

const isPostgres = knex => knex.client.config.client === 'pg';

exports.up = async function up(knex) {
  const shown = 'instance_id, rollout_id, state, since';
  const partly = "where state not in ('succeeded', 'skipped', 'not-placed')";
  await knex.raw(
    isPostgres(knex)
      ? `create index rollout_member_open_index on rollout_member (entity_ref, cluster_id, namespace) include (${shown}) ${partly}`
      : `create index rollout_member_open_index on rollout_member (entity_ref, cluster_id, namespace, ${shown}) ${partly}`,
  );
};

exports.down = async function down(knex) {
  await knex.raw('drop index rollout_member_open_index');
};

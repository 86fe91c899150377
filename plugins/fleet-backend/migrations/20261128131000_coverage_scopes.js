/*
 * A kind may be read within namespaces, or by name, alone: its coverage is kept for
 * each scope, and a scope is told by a namespace and a name, which together are
 * longer than the column was. SQLite knows no length.
 */

const isPostgres = knex => knex.client.config.client === 'pg';

const resize = (knex, length) =>
  isPostgres(knex)
    ? knex.raw(
        `alter table coverage alter column scope type varchar(${length})`,
      )
    : undefined;

exports.up = async function up(knex) {
  await resize(knex, 400);
};

exports.down = async function down(knex) {
  // What is longer was read by name; it is read again.
  await knex('coverage').whereRaw('length(scope) > 253').delete();
  await resize(knex, 253);
};

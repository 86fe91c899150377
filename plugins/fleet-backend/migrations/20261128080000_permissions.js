/*
 * What conditional readers need: in which cell a delivery is counted, in which
 * namespace something changed, and the keys that cursors are signed with.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('delivery', table => {
    table
      .string('home_namespace', 253)
      .nullable()
      .comment(
        'With home_entity the cell of its subject that it is counted in',
      );
    table.string('home_entity', 253).nullable().comment('Empty for none');
  });
  await knex.schema.alterTable('transition', table => {
    table
      .string('namespace', 253)
      .nullable()
      .comment('Of an instance; null where it speaks of a cluster');
  });
  await knex.schema.createTable('signing_key', table => {
    table.comment('Keys that all replicas sign with what they hand out');
    table.string('name', 63).primary();
    table.string('value', 128).notNullable().comment('Secret, base64url');
  });
  await knex.schema.createTable('reader_view', table => {
    table.comment(
      'What those were last told who may not see all: the same by all replicas',
    );
    table.string('access_key', 64).primary();
    table.string('content_hash', 64).notNullable();
    table
      .bigInteger('whole_revision')
      .notNullable()
      .comment('Of the fleet, as of which it was so');
    table
      .bigInteger('revision')
      .notNullable()
      .comment('Milliseconds since 1970; grows with what they see');
    table.bigInteger('used_at').notNullable();
  });
  // Those who may see some cells only find theirs by what they may see.
  await knex.schema.alterTable('cell', table => {
    table.index(['owner'], 'cell_owner_index');
    table.index(['system'], 'cell_system_index');
  });
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('cell', table => {
    table.dropIndex(['system'], 'cell_system_index');
    table.dropIndex(['owner'], 'cell_owner_index');
  });
  await knex.schema.dropTable('reader_view');
  await knex.schema.dropTable('signing_key');
  await knex.schema.alterTable('transition', table => {
    table.dropColumn('namespace');
  });
  await knex.schema.alterTable('delivery', table => {
    table.dropColumn('home_entity');
    table.dropColumn('home_namespace');
  });
};

/*
 * The full rules of mapping. What the mirror knows of an entity; by what evidence
 * things in a namespace are bound, so that a change of the catalog finds what it
 * concerns; where the sources lie that deliveries name; and what is bound to
 * nothing, apart from the facts: it is listed by itself, and no index on facts has
 * to speak of what deriving changes.
 */

exports.up = async function up(knex) {
  await knex.schema.alterTable('entity', table => {
    table.string('domain', 253).nullable();
    table
      .text('source_location')
      .nullable()
      .comment('As the catalog says it: a location such as `url:https://…`');
    table.text('edit_url').nullable().comment('Untrusted');
    table
      .text('problems')
      .nullable()
      .comment('What of it could not be taken, as JSON');
  });
  await knex.schema.createTable('evidence', table => {
    table.comment('What could bind the things of a namespace to an entity');
    table.string('cluster_id', 64).notNullable();
    table.string('namespace', 253).notNullable();
    table
      .text('keys')
      .notNullable()
      .comment('Hashes between bars; `*` where there are too many');
    table.primary(['cluster_id', 'namespace']);
  });
  await knex.schema.createTable('delivery_source', table => {
    table.comment('Where the source objects lie that deliveries refer to');
    table.string('observer', 64).notNullable();
    table.string('kind', 63).notNullable();
    table.string('namespace', 253).notNullable();
    table.string('name', 512).notNullable();
    table.text('url').notNullable();
    table.primary(['observer', 'kind', 'namespace', 'name']);
  });
  await knex.schema.createTable('unbound', table => {
    table.comment(
      'Workloads and deliveries that are bound to nothing, in the cell without an entity',
    );
    table.string('id', 64).primary().comment('Of the workload or delivery');
    table.string('source_table', 20).notNullable();
    table.string('observer', 64).notNullable();
    table.string('cluster_id', 64).notNullable();
    table.string('namespace', 253).notNullable().comment('Of its cell');
    table.string('problem', 20).notNullable();
    table.string('engine', 512).nullable();
    table
      .string('group_key', 400)
      .notNullable()
      .comment('The same for the same thing on many clusters; sorts');
    table.text('words').notNullable().comment('What it is found by');
    table
      .text('candidates')
      .notNullable()
      .comment('Entities that claim it, which not everybody may be told of');
    table.index(['cluster_id', 'namespace'], 'unbound_place_index');
    table.index(['group_key', 'cluster_id'], 'unbound_group_index');
  });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('unbound');
  await knex.schema.dropTable('delivery_source');
  await knex.schema.dropTable('evidence');
  await knex.schema.alterTable('entity', table => {
    table.dropColumn('problems');
    table.dropColumn('edit_url');
    table.dropColumn('source_location');
    table.dropColumn('domain');
  });
};

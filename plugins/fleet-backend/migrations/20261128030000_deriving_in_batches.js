/*
 * Deriving reads what a mark needs and no more. Where deliveries have to do with
 * is kept apart, so that those of one namespace are found without reading all of
 * a cluster; the few indexes below serve the lookups of many marks at once.
 */

/** Whether the places of a delivery are those of what it says now. */
const UNPLACED = {
  pg: `placed is distinct from (subject || '/' || hash)`,
  sqlite: `placed is not (subject || '/' || hash)`,
};

const isPostgres = knex => knex.client.config.client === 'pg';

exports.up = async function up(knex) {
  await knex.schema.createTable('delivery_place', table => {
    table.comment(
      'Where deliveries have to do with: namespaces of their subject, and labels',
    );
    table.string('subject', 64).notNullable();
    table
      .string('place', 1024)
      .notNullable()
      .comment('`n/` and a namespace, or `l/` and a label');
    table
      .string('delivery_id', 64)
      .notNullable()
      .references('id')
      .inTable('delivery')
      .onDelete('CASCADE');
    table.primary(['subject', 'place', 'delivery_id']);
    table.index(['delivery_id'], 'delivery_place_delivery_index');
  });
  await knex.schema.createTable('delivery_label', table => {
    table.comment('Keys of labels that some delivery brings things by');
    table.string('key', 317).primary();
  });
  await knex.schema.alterTable('delivery', table => {
    table
      .string('placed', 140)
      .nullable()
      .comment('Subject and hash that its places were taken from');
  });
  await knex.raw(
    `create index delivery_unplaced_index on delivery (subject) where ${
      isPostgres(knex) ? UNPLACED.pg : UNPLACED.sqlite
    }`,
  );
  // The worst things of a cluster are few, however many instances it has.
  await knex.raw(
    `create index instance_worst_index on instance (cluster_id, health, since) where not stale and health in ('degraded', 'missing')`,
  );
  await knex.schema.alterTable('namespace', table => {
    table.index(['observer', 'name'], 'namespace_name_index');
  });
  if (!isPostgres(knex)) return;
  // Marks of a cluster are taken in the order in which they came. SQLite's rowid says it.
  await knex.raw('alter table dirty add column position bigserial');
  await knex.raw(
    'create index dirty_order_index on dirty (cluster_id, position)',
  );
  // Rows that change all the time find room on their page, and touch no index.
  await knex.raw('alter table cluster set (fillfactor = 50)');
  await knex.raw('alter table cell set (fillfactor = 80)');
  await knex.raw('alter table instance set (fillfactor = 80)');
  await knex.raw('alter table workload set (fillfactor = 70)');
};

exports.down = async function down(knex) {
  if (isPostgres(knex)) {
    await knex.raw('alter table workload reset (fillfactor)');
    await knex.raw('alter table instance reset (fillfactor)');
    await knex.raw('alter table cell reset (fillfactor)');
    await knex.raw('alter table cluster reset (fillfactor)');
    await knex.raw('drop index dirty_order_index');
    await knex.raw('alter table dirty drop column position');
  }
  await knex.schema.alterTable('namespace', table => {
    table.dropIndex(['observer', 'name'], 'namespace_name_index');
  });
  await knex.raw('drop index instance_worst_index');
  await knex.raw('drop index delivery_unplaced_index');
  await knex.schema.alterTable('delivery', table => {
    table.dropColumn('placed');
  });
  await knex.schema.dropTable('delivery_label');
  await knex.schema.dropTable('delivery_place');
};

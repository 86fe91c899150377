/*
 * Alerts that fire. They have a table of their own, as findings have: who may see one is
 * decided by the namespace that it is about, and not by the one that its Prometheus runs in.
 *
 * The page is read in the order of an index, the worst first. Gates of promotions ask for
 * those of some namespaces of some clusters.
 */

const isPostgres = knex => knex.client.config.client === 'pg';

/** Columns that every fact has. */
function factColumns(table, bytes) {
  table
    .string('id', 64)
    .primary()
    .comment('Derived from observer, adapter, source uid and part');
  table
    .string('observer', 64)
    .notNullable()
    .comment('Cluster it was read from');
  table.string('adapter', 63).notNullable();
  table.string('source_uid', 128).notNullable();
  table.string('part', 253).notNullable();
  table.string('api_group', 253).notNullable();
  table.string('api_version', 63).notNullable();
  table.string('kind', 63).notNullable();
  table.string('namespace', 253).notNullable().comment('Empty for none');
  table.string('name', 512).notNullable();
  table
    .string('subject', 64)
    .nullable()
    .comment('Cluster it speaks of; null while unresolved, or for none');
  table
    .text('subject_reference')
    .nullable()
    .comment(
      'What the hub calls that cluster, as JSON; null where it is the observer',
    );
  const key = table.string('reference_key', 200).nullable();
  // Ranges of keys are ranges of bytes, whatever language the database speaks.
  if (bytes) key.collate('C');
  table
    .string('subject_unresolved', 30)
    .nullable()
    .comment('Why the reference leads to no cluster');
  table.string('hash', 64).notNullable().comment("Of the object's facts");
  table.string('resource_version', 128).nullable();
  table.bigInteger('changed_at').nullable();
  table.bigInteger('first_seen_at').notNullable();
  table.text('touches').nullable();
  table.text('unreadable').nullable();
  table.text('data').notNullable().comment('The fact as JSON');
}

const ALERT_ORDER =
  "(substr(urgency || '/' || name || '/' || home_namespace, 1, 400))";

const INDEXES = [
  `create index alert_page_index on alert (subject, ${ALERT_ORDER}, id)`,
  'create index alert_namespace_index on alert (subject, home_namespace)',
  'create index alert_reference_index on alert (reference_key, subject) where reference_key is not null',
];

exports.up = async function up(knex) {
  await knex.schema.createTable('alert', table => {
    table.comment('An alert that fires');
    factColumns(table, isPostgres(knex));
    table
      .string('home_namespace', 253)
      .notNullable()
      .comment('That it is about; empty where that is the cluster as a whole');
    table.string('severity', 10).notNullable().comment('Empty for none');
    table.string('urgency', 1).notNullable().comment('The worst first');
    table.index(
      ['observer', 'adapter', 'api_group', 'kind', 'source_uid'],
      'alert_source_index',
    );
  });
  if (isPostgres(knex))
    await knex.raw('alter table alert set (fillfactor = 80)');
  for (const index of INDEXES) await knex.raw(index);
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('alert');
};

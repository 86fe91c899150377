/*
 * What policies found and what things cost: of both there are many for each cluster,
 * and pages filter and sort by what they say. What else policy engines and cost tools
 * say (policies, exceptions, budgets) is read with its cluster, and is in `fact`.
 *
 * Pages are read in the order of an index each. Texts in them are cut off: an index of
 * PostgreSQL takes no row above 2,704 bytes, and a cluster may say anything.
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

const FINDING_ORDER =
  "(substr(urgency || '/' || policy || '/' || home_namespace || '/' || name, 1, 400))";
const ALLOCATION_ORDER =
  "(substr(cost_order || '/' || home_namespace || '/' || name, 1, 400))";

const INDEXES = [
  `create index finding_page_index on finding (subject, ${FINDING_ORDER}, id)`,
  'create index finding_result_index on finding (subject, result, severity)',
  'create index finding_claim_index on finding (subject, claim) where claim is not null',
  `create index allocation_page_index on allocation (subject, ${ALLOCATION_ORDER}, id)`,
  'create index allocation_window_index on allocation (subject, window_start, grain, share)',
];

exports.up = async function up(knex) {
  await knex.schema.createTable('finding', table => {
    table.comment('The result of one rule on one thing');
    factColumns(table, isPostgres(knex));
    table
      .string('home_namespace', 253)
      .notNullable()
      .comment('Of the thing; empty for none');
    table.string('engine', 63).notNullable().comment('What evaluated it');
    table.string('policy', 253).notNullable();
    table
      .string('claim', 253)
      .nullable()
      .comment('What a hub and the cluster itself call the same result');
    table.string('result', 10).notNullable();
    table.string('severity', 10).notNullable().comment('Empty for none');
    table
      .string('urgency', 2)
      .notNullable()
      .comment('Of result and severity, the worst first');
  });
  await knex.schema.createTable('allocation', table => {
    table.comment('Cost of one thing over one window');
    factColumns(table, isPostgres(knex));
    table
      .string('home_namespace', 253)
      .notNullable()
      .comment('Of the thing; empty for none');
    table.string('engine', 63).notNullable().comment('The cost tool');
    table.string('grain', 10).notNullable();
    table.string('share', 12).notNullable();
    table
      .double('cost')
      .notNullable()
      .comment('In all, in the currency of the cost tool');
    table.string('cost_order', 20).notNullable().comment('The dearest first');
    table.bigInteger('window_start').notNullable();
    table.bigInteger('window_end').notNullable();
  });
  for (const name of ['finding', 'allocation']) {
    await knex.schema.alterTable(name, table => {
      table.index(
        ['observer', 'adapter', 'api_group', 'kind', 'source_uid'],
        `${name}_source_index`,
      );
    });
    await knex.raw(
      `create index ${name}_reference_index on ${name} (reference_key, subject) where reference_key is not null`,
    );
    if (isPostgres(knex)) {
      await knex.raw(`alter table ${name} set (fillfactor = 80)`);
    }
  }
  for (const index of INDEXES) await knex.raw(index);
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('allocation');
  await knex.schema.dropTable('finding');
};

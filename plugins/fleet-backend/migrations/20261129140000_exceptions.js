/*
 * The ledger of exceptions: who asked for what, and who approved of it. Where one is in its
 * life is not here: it is computed from these rows and the time that it is, so that nothing
 * has to be written for an exception to end. Approvals are only ever added.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('exception', table => {
    table.comment('What somebody asked to be exempt, by whom and until when');
    table.string('id', 64).primary();
    table
      .string('type', 16)
      .notNullable()
      .comment('policy, drift, freeze or budget');
    table
      .text('scope')
      .notNullable()
      .comment('Clusters, namespaces, policies, entities, owner as JSON');
    table
      .string('severity', 10)
      .notNullable()
      .comment('Of the worst that is waived, as it was when it was asked for');
    table.text('reason').notNullable();
    table.text('ticket').nullable();
    table.text('compensating_control').nullable();
    table.text('requested_by').notNullable();
    table
      .bigInteger('requested_at')
      .notNullable()
      .comment('Milliseconds since 1970, as all times');
    table
      .string('request_key', 64)
      .notNullable()
      .comment('A hash of who asked and his key: asked twice is asked once');
    table.bigInteger('starts_at').nullable();
    table.bigInteger('expires_at').notNullable();
    table.bigInteger('review_at').nullable();
    table.string('renews_id', 64).nullable().comment('The one that it follows');
    table.bigInteger('withdrawn_at').nullable();
    table.text('withdrawn_by').nullable();
    table.text('withdrawn_because').nullable();
    table
      .integer('version')
      .notNullable()
      .defaultTo(1)
      .comment('Counts changes: who saw another one changes nothing');
    table.unique(['request_key'], { indexName: 'exception_request_index' });
    table.index(['requested_at', 'id'], 'exception_page_index');
  });
  // One that nobody took back has one that follows it, and no more.
  await knex.raw(
    'create unique index exception_renews_index on exception (renews_id) where withdrawn_at is null',
  );
  await knex.schema.createTable('exception_approval', table => {
    table.comment('A yes to an exception; rows are only ever added');
    table.string('exception_id', 64).notNullable();
    table
      .string('approver_id', 253)
      .notNullable()
      .comment('The reference in lower case: nobody approves twice');
    table.text('approved_by').notNullable();
    table.bigInteger('approved_at').notNullable();
    table.text('note').nullable();
    table.primary(['exception_id', 'approver_id']);
  });
  await knex.raw(
    "create index fact_exception_index on fact (id) where type = 'exception'",
  );
};

exports.down = async function down(knex) {
  await knex.raw('drop index fact_exception_index');
  await knex.schema.dropTable('exception_approval');
  await knex.schema.dropTable('exception');
};

/*
 * Who was told what. A row is written when something is noted, in the transaction that
 * notes it, and says later when it was sent: what was not sent yet is sent, whoever
 * crashed. Rows stay for ever, as the same news is never told twice; what they said is
 * dropped once it was sent. Whether a failure was noted stands beside the failure, so that
 * whoever looks reads those alone that were not.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('notification_told', table => {
    table.comment('What somebody is told, or was');
    table.bigIncrements('id');
    table
      .string('key', 64)
      .notNullable()
      .comment('Of recipient and news: the same is told once');
    table.string('kind', 32).notNullable();
    table.string('recipient', 253).notNullable().comment('An entity reference');
    table
      .string('subject', 64)
      .notNullable()
      .comment('What it is about: news of one thing are told as one');
    table
      .boolean('urgent')
      .notNullable()
      .comment('Whether it may be told before the digest');
    table.text('data').nullable().comment('JSON; null once it was sent');
    table.bigInteger('noted_at').notNullable();
    table.bigInteger('sent_at').nullable();
    table
      .string('sent_as', 10)
      .nullable()
      .comment('at-once, digest, silent (with a higher one), or dropped');
    table
      .string('sent_day', 10)
      .nullable()
      .comment('The day where digests are told, as YYYY-MM-DD');
    table.unique(['key'], { indexName: 'notification_told_key_index' });
    table.index(['recipient', 'sent_day'], 'notification_told_day_index');
  });
  await knex.raw(
    'create index notification_told_waiting_index on notification_told (recipient, id) where sent_at is null',
  );
  await knex.schema.createTable('notification_applied', table => {
    table.comment(
      'Of which exceptions of engines somebody was told, while they last',
    );
    table.string('fact_id', 64).notNullable();
    table.string('recipient', 253).notNullable();
    table
      .string('ended', 64)
      .notNullable()
      .comment('What has ended: its own time, or an entry of the ledger');
    table.bigInteger('noted_at').notNullable();
    table.primary(['fact_id', 'recipient']);
  });
  await knex.schema.createTable('notification_watch', table => {
    table.comment('Since when somebody is told of a kind of news');
    table.string('kind', 32).primary();
    table.bigInteger('since').notNullable();
    table.bigInteger('looked_at').notNullable();
  });
  await knex.schema.createTable('notification_turn', table => {
    table.comment('Which replica tells; one row');
    table.integer('id').primary();
    table.string('holder', 64).nullable();
    table.bigInteger('busy_until').notNullable();
    table.bigInteger('failing_since').nullable();
    table.text('failure').nullable();
  });
  await knex('notification_turn').insert({ id: 1, busy_until: 0 });
  await knex.schema.createTable('policy_engine', table => {
    table.comment('How policy engines of clusters were last seen');
    table.string('cluster_id', 64).notNullable();
    table.string('adapter', 63).notNullable();
    table
      .string('state', 12)
      .notNullable()
      .comment('running, gone, unreadable');
    table.bigInteger('since').notNullable();
    table.primary(['cluster_id', 'adapter']);
  });
  await knex.schema.alterTable('failure', table => {
    table
      .bigInteger('noted_at')
      .nullable()
      .comment('When it was noted for who owns it; null where it was not');
    table
      .string('noted_for', 253)
      .nullable()
      .comment('The owner for whom it was noted');
  });
  await knex.raw(
    `create index failure_unnoted_index on failure (id)
      where noted_at is null and ended_at is null and severity = 'critical' and owner <> 'unassigned'`,
  );
  await knex.raw(
    'create index failure_noted_index on failure (unit, cluster_id) where noted_at is not null',
  );
};

exports.down = async function down(knex) {
  await knex.raw('drop index failure_noted_index');
  await knex.raw('drop index failure_unnoted_index');
  await knex.raw('alter table failure drop column noted_for');
  await knex.raw('alter table failure drop column noted_at');
  for (const name of [
    'policy_engine',
    'notification_turn',
    'notification_watch',
    'notification_applied',
    'notification_told',
  ]) {
    await knex.schema.dropTable(name);
  }
};

/*
 * Who wrote to a cluster, as its API server says in its audit log, and what is known of that
 * log. Of an event is kept who, how and when: never what was written.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('cluster_write', table => {
    table.comment('Writes to a cluster, from the audit log of its API server');
    table
      .string('id', 64)
      .primary()
      .comment(
        'Of all that is kept: what is sent again is the same. Not the id of the event, which clients may choose',
      );
    table.string('cluster_id', 64).notNullable();
    table.string('api_group', 253).notNullable();
    table.string('resource', 253).notNullable().comment('The plural');
    table.string('subresource', 63).notNullable().comment('Empty for none');
    table.string('namespace', 253).notNullable().comment('Empty for none');
    table
      .string('name', 512)
      .notNullable()
      .comment('Empty where several were deleted at once');
    table.string('verb', 20).notNullable();
    table.boolean('created').notNullable().comment('It was not there before');
    table
      .string('username', 512)
      .notNullable()
      .comment('Who showed who he is to the API server');
    table.string('acting_as', 512).nullable().comment('Whom he impersonated');
    table.string('user_agent', 512).notNullable();
    table
      .string('manager', 512)
      .notNullable()
      .comment('What managed fields call it');
    table
      .bigInteger('received_at')
      .notNullable()
      .comment('By the clock of the API server, as is completed_at');
    table.bigInteger('completed_at').notNullable();
    table.index(
      [
        'cluster_id',
        'api_group',
        'resource',
        'namespace',
        'name',
        'completed_at',
      ],
      'cluster_write_object_index',
    );
    table.index(
      ['cluster_id', 'completed_at'],
      'cluster_write_of_cluster_index',
    );
    table.index(['completed_at'], 'cluster_write_age_index');
  });
  await knex.schema.createTable('audit_webhook', table => {
    table.comment('What is known of the audit log that an API server sends');
    table.string('cluster_id', 64).primary();
    table
      .bigInteger('kept_since')
      .notNullable()
      .comment('What was written before is not kept, or not any more');
    table.bigInteger('last_received_at').notNullable();
    table
      .bigInteger('last_lost_at')
      .nullable()
      .comment('When something that was sent was last not taken');
    table.bigInteger('events').notNullable();
    table.bigInteger('kept').notNullable();
    table.bigInteger('malformed').notNullable();
    table.bigInteger('refused').notNullable().comment('Requests');
  });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('audit_webhook');
  await knex.schema.dropTable('cluster_write');
};

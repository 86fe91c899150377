/*
 * The audit: who did, read or was refused what. Rows are only ever added; the
 * database itself refuses to change them, and to remove those that are younger
 * than the retention. Times are milliseconds since 1970 by the database's clock.
 */

const DAY_MS = 24 * 60 * 60 * 1000;

const REFUSED_CHANGE = 'Rows of the audit are never changed';
const REFUSED_REMOVAL =
  'Rows of the audit are not removed before fleet.audit.keepDays have passed';

/** Where the retention is not known, nothing is old enough. */
const KEEP_DAYS = 'coalesce((select keep_days from audit_retention), 1000000)';

exports.up = async function up(knex) {
  await knex.schema.createTable('audit_retention', table => {
    table.comment('How long rows of the audit are kept; one row');
    table.integer('id').primary().checkIn(['1'], 'audit_retention_one_row');
    table.integer('keep_days').notNullable().checkPositive();
  });
  await knex.schema.createTable('audit_entry', table => {
    table.comment(
      'The audit, append-only: a row where something begins, one where it ends, or one for both',
    );
    table.bigIncrements('id');
    table
      .string('chain', 64)
      .notNullable()
      .comment('The replica that wrote it; each has a chain of its own');
    table
      .bigInteger('number')
      .notNullable()
      .comment('Within the chain, from 1, without gaps');
    table
      .string('previous_hash', 64)
      .notNullable()
      .comment('Of the row before in the chain; empty for the first');
    table.string('hash', 64).notNullable().comment('SHA-256, hexadecimal');
    table
      .string('operation_id', 64)
      .notNullable()
      .comment('What a beginning and its end have in common');
    table.string('phase', 8).notNullable().comment('begun, ended or whole');
    table.bigInteger('at').notNullable();
    table.string('event', 64).notNullable();
    table
      .string('actor_type', 16)
      .notNullable()
      .comment('user, service, fleet');
    table.string('actor_id', 512).notNullable();
    table.string('target_type', 32).notNullable();
    table.string('target_id', 512).notNullable();
    table.string('target_name', 512).nullable().comment('As it was then');
    table.text('before').nullable().comment('JSON of the fields of its event');
    table.text('after').nullable();
    table.text('reason').nullable();
    table
      .string('result', 16)
      .notNullable()
      .comment('initiated, succeeded, failed or refused');
    table.text('error').nullable();
    table
      .string('fold_key', 64)
      .nullable()
      .comment('The same for what is recorded once an hour');
    table.unique(['chain', 'number'], {
      indexName: 'audit_entry_chain_unique',
    });
    table.unique(['operation_id', 'phase'], {
      indexName: 'audit_entry_operation_unique',
    });
    table.unique(['fold_key'], { indexName: 'audit_entry_fold_unique' });
    table.index(['at', 'id'], 'audit_entry_at_index');
    table.index(['target_id', 'id'], 'audit_entry_target_index');
  });
  await knex.schema.alterTable('cluster', table => {
    table
      .text('configured')
      .nullable()
      .comment('JSON of what configuration said of it when it was last noted');
  });
  if (knex.client.config.client === 'pg') await protectOnPostgres(knex);
  else await protectOnSqlite(knex);
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('cluster', table => {
    table.dropColumn('configured');
  });
  await knex.schema.dropTable('audit_entry');
  await knex.schema.dropTable('audit_retention');
  if (knex.client.config.client === 'pg') {
    await knex.raw('drop function audit_entry_refuse_change()');
    await knex.raw('drop function audit_entry_refuse_removal()');
  }
};

async function protectOnPostgres(knex) {
  await knex.raw(`
    create function audit_entry_refuse_change() returns trigger
    language plpgsql as $$
    begin
      raise exception '${REFUSED_CHANGE}' using errcode = 'restrict_violation';
    end $$`);
  await knex.raw(`
    create function audit_entry_refuse_removal() returns trigger
    language plpgsql as $$
    begin
      if old.at >= (extract(epoch from clock_timestamp()) * 1000)::bigint
        - ${KEEP_DAYS}::bigint * ${DAY_MS} then
        raise exception '${REFUSED_REMOVAL}'
          using errcode = 'restrict_violation';
      end if;
      return old;
    end $$`);
  await knex.raw(`
    create trigger audit_entry_no_update before update on audit_entry
    for each row execute function audit_entry_refuse_change()`);
  await knex.raw(`
    create trigger audit_entry_no_truncate before truncate on audit_entry
    for each statement execute function audit_entry_refuse_change()`);
  await knex.raw(`
    create trigger audit_entry_no_delete before delete on audit_entry
    for each row execute function audit_entry_refuse_removal()`);
}

async function protectOnSqlite(knex) {
  await knex.raw(`
    create trigger audit_entry_no_update before update on audit_entry
    begin select raise(abort, '${REFUSED_CHANGE}'); end`);
  await knex.raw(`
    create trigger audit_entry_no_delete before delete on audit_entry
    when old.at >= cast(unixepoch('subsec') * 1000 as integer)
      - ${KEEP_DAYS} * ${DAY_MS}
    begin select raise(abort, '${REFUSED_REMOVAL}'); end`);
  // "insert or replace" removes a row without asking the trigger above.
  await knex.raw(`
    create trigger audit_entry_no_replace before insert on audit_entry
    when exists (
      select 1 from audit_entry where id = new.id
        or (chain = new.chain and number = new.number)
        or (operation_id = new.operation_id and phase = new.phase)
    )
    begin select raise(abort, '${REFUSED_CHANGE}'); end`);
}

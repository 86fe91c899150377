import type { Knex } from 'knex';
import { hashAuditRow, type AuditRow } from '../audit/auditRow';

/** Puts rows into a chain as if they had been written when they say, each after the one before. */
export async function insertAuditRows(
  knex: Knex,
  chain: string,
  rows: (Partial<AuditRow> & { at: number })[],
): Promise<AuditRow[]> {
  const last = await knex('audit_entry')
    .where({ chain })
    .orderBy('number', 'desc')
    .first('number', 'hash');
  let head = { number: Number(last?.number ?? 0), hash: last?.hash ?? '' };
  const inserted: AuditRow[] = [];
  for (const over of rows) {
    const number = head.number + 1;
    const unhashed = {
      chain,
      number,
      previous_hash: head.hash,
      operation_id: `${chain}-${number}`,
      phase: 'whole' as const,
      event: 'cluster-registered',
      actor_type: 'fleet',
      actor_id: chain,
      target_type: 'cluster',
      target_id: `c-${number}`,
      target_name: null,
      before: null,
      after: null,
      reason: null,
      result: 'succeeded' as const,
      error: null,
      fold_key: null,
      ...over,
    };
    const row = { ...unhashed, hash: hashAuditRow(unhashed) };
    await knex('audit_entry').insert(row);
    inserted.push(row);
    head = row;
  }
  return inserted;
}

/** Does what whoever owns the database can do: changes rows although triggers refuse it. */
export async function behindTheTriggers(
  knex: Knex,
  work: () => Promise<unknown>,
): Promise<void> {
  const isPostgres = knex.client.config.client === 'pg';
  if (isPostgres) {
    await knex.raw('alter table audit_entry disable trigger all');
    await work();
    await knex.raw('alter table audit_entry enable trigger all');
    return;
  }
  const triggers: { name: string; sql: string }[] = await knex('sqlite_master')
    .where({ type: 'trigger', tbl_name: 'audit_entry' })
    .select('name', 'sql');
  for (const { name } of triggers) await knex.raw(`drop trigger ${name}`);
  await work();
  for (const { sql } of triggers) await knex.raw(sql);
}

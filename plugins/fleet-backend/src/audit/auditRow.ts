import { createHash } from 'node:crypto';

/** A row of the audit before it has its place in a chain; every text is as it will be read. */
export type AuditContent = {
  operation_id: string;
  phase: 'begun' | 'ended' | 'whole';
  event: string;
  actor_type: string;
  actor_id: string;
  target_type: string;
  target_id: string;
  target_name: string | null;
  before: string | null;
  after: string | null;
  reason: string | null;
  result: 'initiated' | 'succeeded' | 'failed' | 'refused';
  error: string | null;
  fold_key: string | null;
};

/** A row in its chain. */
export type AuditRow = AuditContent & {
  chain: string;
  number: number;
  previous_hash: string;
  hash: string;
  /** Milliseconds since 1970, by the database's clock. */
  at: number;
};

/** Where a chain ends. */
export type AuditHead = { number: number; hash: string };

/**
 * The hash of a row: over every column but the id that the database gives, and
 * over the hash of the row before it.
 *
 * @param row - as it is to be written or was read, numbers as numbers
 */
export function hashAuditRow(row: Omit<AuditRow, 'hash'>): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        row.chain,
        row.number,
        row.previous_hash,
        row.operation_id,
        row.phase,
        row.at,
        row.event,
        row.actor_type,
        row.actor_id,
        row.target_type,
        row.target_id,
        row.target_name,
        row.before,
        row.after,
        row.reason,
        row.result,
        row.error,
        row.fold_key,
      ]),
    )
    .digest('hex');
}

/** A row as a database gives it: some give big numbers as texts. */
export function toAuditRow(row: Record<string, unknown>): AuditRow {
  return {
    ...(row as AuditRow),
    number: Number(row.number),
    at: Number(row.at),
  };
}

import type { AuditEntry } from '@fleetview/backstage-plugin-fleet-common';
import { defined, toTime, type Row } from '../types';

/** A row of the query of entries as the API words it. */
export function toAuditEntry(row: Row): AuditEntry {
  return defined({
    id: row.operation_id,
    at: toTime(row.at) as string,
    endedAt: toTime(row.ended_at),
    event: row.event,
    actor: { type: row.actor_type, id: row.actor_id },
    target: defined({
      type: row.target_type,
      id: row.target_id,
      name: row.target_name ?? undefined,
      exists: Number(row.target_exists) === 1,
    }),
    before: detailsOf(row.before),
    after: detailsOf(row.after),
    reason: row.reason ?? undefined,
    error: row.error ?? undefined,
    result: row.result,
    replica: row.chain,
    number: Number(row.number),
    hash: row.hash,
  });
}

/** Whoever changed a row by hand shall not keep it from being shown. */
function detailsOf(json: string | null): Record<string, unknown> | undefined {
  if (json === null) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // Told below.
  }
  return { unreadable: true };
}

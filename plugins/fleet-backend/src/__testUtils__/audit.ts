import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DatabaseAuditTrail } from '../audit';
import { newReplicaId } from '../leases/newReplicaId';

/** The audit of a replica of its own, on a database that has its tables. */
export function testAudit(
  knex: Knex,
  over: Partial<Parameters<typeof DatabaseAuditTrail.create>[0]> = {},
): DatabaseAuditTrail {
  return DatabaseAuditTrail.create({
    knex,
    auditor: mockServices.auditor.mock(),
    logger: mockServices.logger.mock(),
    replica: newReplicaId(),
    ...over,
  });
}

/** What is recorded of events, in order: event, target and what is kept. */
export async function recorded(
  knex: Knex,
  events: string[] = [],
): Promise<Record<string, unknown>[]> {
  const query = knex('audit_entry').orderBy('id');
  if (events.length > 0) query.whereIn('event', events);
  const rows = await query;
  return rows.map(row => ({
    event: row.event,
    phase: row.phase,
    result: row.result,
    target: row.target_id,
    name: row.target_name ?? undefined,
    reason: row.reason ?? undefined,
    before: row.before ? JSON.parse(row.before) : undefined,
    after: row.after ? JSON.parse(row.after) : undefined,
  }));
}

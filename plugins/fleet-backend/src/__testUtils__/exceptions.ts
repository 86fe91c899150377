import type { Knex } from 'knex';
import type { ExceptionScope } from '@fleetview/backstage-plugin-fleet-common';

/** Puts an exception into the ledger that nobody has approved yet. */
export async function insertException(
  knex: Knex,
  id: string,
  over: Record<string, unknown> & { scope?: Partial<ExceptionScope> } = {},
): Promise<void> {
  const { scope, ...columns } = over;
  await knex('exception').insert({
    id,
    type: 'policy',
    scope: JSON.stringify({
      clusters: [],
      namespaces: ['shop'],
      policies: [{ engine: 'kyverno', name: 'limits', rules: [] }],
      subjects: [],
      entities: [],
      ...scope,
    }),
    severity: 'high',
    reason: 'the vendor is late',
    requested_by: 'user:default/rita',
    requested_at: 1_000,
    request_key: `key of ${id}`,
    expires_at: 90 * 24 * 60 * 60 * 1000,
    ...columns,
  });
}

/** Puts a yes into the ledger. */
export async function insertApproval(
  knex: Knex,
  exceptionId: string,
  by: string,
  at = 2_000,
): Promise<void> {
  await knex('exception_approval').insert({
    exception_id: exceptionId,
    approver_id: by,
    approved_by: by,
    approved_at: at,
  });
}

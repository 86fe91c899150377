import type { FleetException } from '@fleetview/backstage-plugin-fleet-common';

export const EXCEPTION_ID = '0a1b2c3d-0000-4000-8000-000000000000';

const YES = { allowed: true };

/** An exception of the ledger that is in force, from a policy of Kyverno. */
export function exceptionOf(
  other: Partial<FleetException> = {},
): FleetException {
  return {
    id: EXCEPTION_ID,
    version: 2,
    kind: 'policy',
    state: 'active',
    scope: {
      clusters: [{ id: 'c-1', name: 'prod-euw1-a' }],
      namespaces: ['payments'],
      policies: [
        {
          engine: 'kyverno',
          kind: 'ClusterPolicy',
          name: 'require-limits',
          rules: ['memory'],
        },
      ],
      subjects: [],
      entities: [],
    },
    severity: 'high',
    reason: 'The vendor is late.',
    ticket: 'RISK-1432',
    requestedBy: 'user:default/rita',
    requestedAt: '2026-11-01T08:00:00.000Z',
    approvals: [{ by: 'user:default/jane', at: '2026-11-02T08:00:00.000Z' }],
    approvalsNeeded: 1,
    expiresAt: '2026-12-31T12:30:00.000Z',
    history: [],
    may: { approve: YES, withdraw: YES, renew: YES },
    ...other,
  };
}

/** One from a constraint of Gatekeeper. */
export function gatekeeperExceptionOf(
  other: Partial<FleetException> = {},
  namespaces: string[] = ['payments'],
): FleetException {
  const exception = exceptionOf(other);
  return {
    ...exception,
    scope: {
      ...exception.scope,
      namespaces,
      policies: [
        {
          engine: 'gatekeeper',
          kind: 'K8sRequiredLabels',
          name: 'need-owner',
          rules: [],
        },
      ],
    },
  };
}

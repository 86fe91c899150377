import type { WorkloadDiagnosis } from '@fleetview/backstage-plugin-fleet-common';
import { ago } from './builders';

/**
 * Two pods that crash and one that no node takes, read two minutes ago.
 *
 * @public
 */
export function diagnosis(
  partial: Partial<WorkloadDiagnosis> = {},
): WorkloadDiagnosis {
  const readAt = ago({ minutes: 2 });
  return {
    readAt,
    currency: { current: true, confirmedAt: readAt },
    pods: { read: 6, ready: 3, more: false },
    replicaSet: { name: 'checkout-66f7d9c5b8', revision: '42' },
    findings: [
      {
        reason: 'unschedulable',
        pods: 1,
        message: '0/6 nodes are available: 6 Insufficient cpu.',
        firstAt: ago({ minutes: 40 }),
      },
      {
        reason: 'crash-loop',
        pods: 2,
        container: 'main',
        image: 'registry.example.com/payments/checkout:1.42.0',
        exitCode: 1,
        restarts: 14,
        message: 'cannot reach the ledger',
        firstAt: ago({ minutes: 42 }),
        lastAt: ago({ minutes: 3 }),
      },
    ],
    findingsTotal: 2,
    unread: [],
    ...partial,
  };
}

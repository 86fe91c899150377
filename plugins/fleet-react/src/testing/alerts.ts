import type {
  Alert,
  AlertsKnown,
} from '@fleetview/backstage-plugin-fleet-common';
import { ago, current, stale } from './builders';

const CLUSTER = { id: 'c-euw1b', name: 'prod-euw1-b' };

/**
 * What is told of the alerts of a cluster.
 *
 * @public
 */
export type ToldAlerts = {
  known: AlertsKnown;
  alerts: Alert[];
  /** Whether others may not be seen. */
  isLimited?: boolean;
};

/**
 * An alert that fires.
 *
 * @public
 */
export function alert(partial: Partial<Alert> & Pick<Alert, 'name'>): Alert {
  return {
    id: `alert-${partial.name}-${partial.namespace ?? ''}`,
    engine: 'prometheus',
    observer: CLUSTER,
    subject: { state: 'resolved', cluster: CLUSTER },
    currency: current(),
    since: ago({ minutes: 40 }),
    ...partial,
  };
}

/**
 * Alerts of three of the company's clusters: one on which some fire, one on which none does,
 * and one of which that is not known any more.
 *
 * @public
 */
export function companyAlerts(): ReadonlyMap<string, ToldAlerts> {
  return new Map([
    [
      CLUSTER.id,
      {
        known: { asked: true, confirmedAt: ago({ seconds: 20 }) },
        alerts: [
          alert({
            name: 'ErrorBudgetBurn',
            severity: 'critical',
            namespace: 'shop',
            workload: { kind: 'Deployment', name: 'checkout' },
            summary: 'checkout burns its error budget.',
          }),
          alert({ name: 'BatchLate', namespace: 'payments' }),
          alert({
            name: 'KubePodCrashLooping',
            severity: 'medium',
            namespace: 'shop',
            pod: 'cart-7c9d8f6b54-x2k4p',
          }),
          alert({ name: 'Watchdog', severity: 'info' }),
        ],
      },
    ],
    [
      'c-euw1a',
      {
        known: { asked: true, confirmedAt: ago({ seconds: 20 }) },
        alerts: [],
      },
    ],
    [
      'c-aps1',
      {
        known: {
          asked: true,
          gap: 'its alerts are not known now: no route to host',
        },
        alerts: [
          alert({
            name: 'KubeNodeNotReady',
            severity: 'medium',
            currency: stale(9),
          }),
        ],
      },
    ],
  ]);
}

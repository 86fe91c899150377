import {
  controlsOfLevel,
  type ClusterPodSecurity,
} from '@fleetview/backstage-plugin-fleet-common';
import { ago } from './builders';

type Namespace = ClusterPodSecurity['namespaces'][number];

const named = (...ids: string[]) =>
  controlsOfLevel('restricted')
    .filter(({ id }) => ids.includes(id))
    .map(({ id, name }) => ({ id, name }));

/**
 * Namespaces of one cluster: one that keeps what it enforces, one that breaks it, and one
 * that nobody looked at.
 *
 * @public
 */
export function companyPodSecurity(): ReadonlyMap<string, Namespace[]> {
  const currency = { current: true, confirmedAt: ago({ seconds: 20 }) };
  return new Map([
    [
      'c-euw1a',
      [
        {
          namespace: 'payments',
          asked: { enforce: { level: 'baseline' } },
          atLeast: 'baseline',
          atMost: 'baseline',
          level: 'baseline',
          next: {
            level: 'restricted',
            failing: named('runAsNonRoot'),
            exempt: named('capabilities_restricted'),
            notEvaluated: [],
            failsAsAWhole: false,
          },
          breaksEnforced: false,
          engines: ['kyverno'],
          currency,
        },
        {
          namespace: 'search',
          asked: {
            enforce: { level: 'baseline' },
            warn: { level: 'restricted' },
          },
          atLeast: 'privileged',
          atMost: 'privileged',
          level: 'privileged',
          next: {
            level: 'baseline',
            failing: named('hostPorts'),
            exempt: [],
            notEvaluated: [],
            failsAsAWhole: false,
          },
          breaksEnforced: true,
          engines: ['kyverno'],
          currency,
        },
        {
          namespace: 'tools',
          asked: {},
          atLeast: 'privileged',
          atMost: 'restricted',
          next: {
            level: 'baseline',
            failing: [],
            exempt: [],
            notEvaluated: controlsOfLevel('baseline').map(({ id, name }) => ({
              id,
              name,
            })),
            failsAsAWhole: false,
          },
          breaksEnforced: false,
          engines: [],
          currency,
        },
      ],
    ],
  ]);
}

import {
  type AlertFact,
  type Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import { boundedNamespace } from '../store/touchedNamespaces';
import type { AlertColumns } from './messages';

/** What somebody has to look at first. What has no severity may be as bad as the worst. */
const BY_URGENCY: (Severity | undefined)[] = [
  'critical',
  'high',
  undefined,
  'medium',
  'low',
  'info',
];

/** The columns of an alert beside those of all facts. */
export function alertColumns({ namespace, severity }: AlertFact): AlertColumns {
  return {
    home_namespace: boundedNamespace(namespace ?? ''),
    severity: severity ?? '',
    urgency: `${BY_URGENCY.indexOf(severity)}`,
  };
}

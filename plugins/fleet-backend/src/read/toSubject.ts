import type { Delivery } from '@fleetview/backstage-plugin-fleet-common';
import type { HubReference } from '../store/referenceKey';
import { describeUnresolved } from './describeUnresolved';
import type { Row } from './types';

/** The cluster that a row of a table of facts speaks of; where that is not known, why. */
export function toSubject(
  row: Row,
  cluster: (id: string) => { id: string; name: string },
): Delivery['subject'] {
  if (row.subject) {
    return { state: 'resolved', cluster: cluster(row.subject) };
  }
  if (!row.subject_reference) return { state: 'none' };
  const reference: Omit<HubReference, 'type'> = JSON.parse(
    row.subject_reference,
  );
  return {
    state: 'unresolved',
    reference: reference.server ?? reference.name ?? '',
    reason: describeUnresolved(row.subject_unresolved, reference),
  };
}

import {
  DIAGNOSIS_KIND,
  type DIAGNOSED_KINDS,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  defineFollowUp,
  type AdapterFollowUp,
} from '@fleetview/backstage-plugin-fleet-node';
import { mapDiagnosis } from './mapDiagnosis';
import { planReads } from './planReads';
import { followedSchema } from './schema';

type DiagnosedKind = (typeof DIAGNOSED_KINDS)[number];

/**
 * Why workloads are not well: their pods by their own selector, the ReplicaSets
 * between, and the Warnings about the workload, its newest ReplicaSet and its
 * worst pods. For all kinds that own pods, whichever adapter watches them.
 */
export function createDiagnosis(
  of: [DiagnosedKind, ...DiagnosedKind[]],
): AdapterFollowUp {
  return defineFollowUp({
    kind: DIAGNOSIS_KIND,
    of,
    facts: ['diagnosis'],
    reads:
      'why it is not well: its pods, its ReplicaSets and the Warnings about them',
    resources: [
      { group: '', version: 'v1', plural: 'pods', kind: 'Pod' },
      { group: '', version: 'v1', plural: 'events', kind: 'Event' },
      {
        group: 'apps',
        version: 'v1',
        plural: 'replicasets',
        kind: 'ReplicaSet',
      },
    ],
    schema: followedSchema,
    plan: planReads,
    map: mapDiagnosis,
  });
}

import { RUNNING_KIND } from '@fleetview/backstage-plugin-fleet-common';
import {
  defineFollowUp,
  type AdapterFollowUp,
} from '@fleetview/backstage-plugin-fleet-node';
import { mapRunning } from './mapRunning';
import { planRunning } from './planRunning';
import { runnerSchema } from './schema';

export {
  DAEMON_SET_GENERATION,
  DEPLOYMENT_REVISION,
} from './templateRevisions';

/** Kinds whose pods stay, so that it can be asked what they run. */
type RunningKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Rollout';

/**
 * What the pods of workloads run whose templates name no digest: their pods by their own
 * selector, and the ReplicaSets between. For all kinds that own pods, whichever adapter
 * watches them.
 */
export function createRunning(
  of: [RunningKind, ...RunningKind[]],
): AdapterFollowUp {
  return defineFollowUp({
    kind: RUNNING_KIND,
    of,
    facts: ['running'],
    reads: 'the digests that the pods of its present template run',
    resources: [
      { group: '', version: 'v1', plural: 'pods', kind: 'Pod' },
      ...(of.includes('Deployment')
        ? [
            {
              group: 'apps',
              version: 'v1',
              plural: 'replicasets',
              kind: 'ReplicaSet',
            },
          ]
        : []),
    ],
    schema: runnerSchema,
    plan: planRunning,
    map: mapRunning,
  });
}

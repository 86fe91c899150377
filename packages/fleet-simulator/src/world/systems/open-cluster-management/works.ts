import { toTimestamp } from '../../../clock';
import type { Condition, KubernetesObject } from '../../../types';
import { setCondition } from '../../conditions';
import { baselineSpec, HUB_NAMESPACE } from './baseline';
import { type ManifestWork, WORK_GROUP } from './types';

export const WORK_NAME = 'baseline';

/** How far the agent is with a work. */
export type WorkState = 'applied' | 'progressing' | 'done' | 'refused';

function manifestStatus(
  { apiVersion, kind, metadata }: KubernetesObject,
  ordinal: number,
  isRefused: boolean,
  time: string,
): object {
  const [group, version] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : ['', apiVersion];
  const condition = (
    type: string,
    status: string,
    reason: string,
    message: string,
  ) => ({ type, status, reason, message, lastTransitionTime: time });
  return {
    resourceMeta: {
      ordinal,
      group,
      version,
      kind,
      resource: `${kind.toLowerCase()}s`,
      ...(metadata.namespace && { namespace: metadata.namespace }),
      name: metadata.name,
    },
    conditions: [
      isRefused
        ? condition(
            'Applied',
            'False',
            'AppliedManifestFailed',
            `Failed to apply manifest: ${kind.toLowerCase()}s.${group} "${
              metadata.name
            }" is forbidden: user "system:serviceaccount:open-cluster-management-agent:klusterlet-work-sa" is attempting to grant RBAC permissions not currently held`,
          )
        : condition(
            'Applied',
            'True',
            'AppliedManifestComplete',
            'Apply manifest complete',
          ),
      condition(
        'Available',
        'True',
        'ResourceAvailable',
        'Resource is available',
      ),
    ],
  };
}

function conditionsFor(state: WorkState, generation: number): Condition[] {
  const observedGeneration = generation;
  const applied: Condition =
    state === 'refused'
      ? {
          type: 'Applied',
          status: 'False',
          reason: 'AppliedManifestWorkFailed',
          message: 'Failed to apply manifest work',
          observedGeneration,
        }
      : {
          type: 'Applied',
          status: 'True',
          reason: 'AppliedManifestWorkComplete',
          message: 'Apply manifest work complete',
          observedGeneration,
        };
  const available: Condition = {
    type: 'Available',
    status: 'True',
    reason: 'ResourcesAvailable',
    message: 'All resources are available',
    observedGeneration,
  };
  const progressing: Condition =
    state === 'done'
      ? {
          type: 'Progressing',
          status: 'False',
          reason: 'Completed',
          message: 'the baseline is in place',
          observedGeneration,
        }
      : {
          type: 'Progressing',
          status: 'True',
          reason: 'Applying',
          message: 'the baseline of the node agents is being reloaded',
          observedGeneration,
        };
  return state === 'applied' || state === 'refused'
    ? [applied, available]
    : [applied, available, progressing];
}

/** The status that the agent writes for the specification as it is. */
export function workStatus(
  work: ManifestWork,
  state: WorkState,
  now: number,
): ManifestWork['status'] {
  const time = toTimestamp(now);
  const wanted = conditionsFor(state, work.metadata.generation ?? 1);
  return {
    conditions: wanted.reduce(
      (conditions, condition) => setCondition(conditions, condition, time),
      work.status?.conditions ?? [],
    ),
    resourceStatus: {
      manifests: work.spec.workload.manifests.map((manifest, ordinal) =>
        manifestStatus(
          manifest,
          ordinal,
          state === 'refused' && manifest.kind === 'ClusterRole',
          time,
        ),
      ),
    },
  };
}

export function buildWork(cluster: string, version: number): ManifestWork {
  return {
    apiVersion: `${WORK_GROUP}/v1`,
    kind: 'ManifestWork',
    metadata: {
      name: WORK_NAME,
      namespace: cluster,
      labels: {
        [`${WORK_GROUP}/manifestworkreplicaset`]: `${HUB_NAMESPACE}.${WORK_NAME}`,
        [`${WORK_GROUP}/placementname`]: WORK_NAME,
      },
    },
    spec: baselineSpec(version),
  };
}

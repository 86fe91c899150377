import {
  type ActionPlan,
  type ActionProgress,
  type AdapterAction,
  atVersionOf,
  conditionOf,
  defineAction,
  describeCondition,
  isAsPlannedOn,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import {
  type ActedApplication,
  actedApplicationSchema,
  actedMetadataSchema,
  APPLICATION_RBAC,
  isSkipped,
} from './actApplication';

const REFRESH = 'argocd.argoproj.io/refresh';
const SET_REFRESH = 'argocd.argoproj.io/application-set-refresh';

/** Argo CD takes the annotation away once it has compared. */
function progressOfRefresh(
  { metadata, status }: ActedApplication,
  plan: ActionPlan,
): ActionProgress {
  if (isAsPlannedOn(metadata, plan)) return { state: 'pending' };
  if (metadata.annotations[REFRESH] !== undefined) {
    return { state: 'pending', message: 'Argo CD has not compared yet.' };
  }
  const error =
    conditionOf(status?.conditions, 'ComparisonError') ??
    conditionOf(status?.conditions, 'InvalidSpecError');
  return error
    ? { state: 'failed', message: describeCondition(error) }
    : { state: 'seen' };
}

function refreshAction(options: {
  id: 'refresh' | 'hard-refresh';
  value: 'normal' | 'hard';
  title: string;
  description: string;
  effect: string;
}): AdapterAction {
  const { value, effect, ...words } = options;
  return defineAction({
    ...words,
    kind: 'Application',
    rbac: APPLICATION_RBAC,
    schema: actedApplicationSchema,
    parameters: z.strictObject({}),
    plan(application, _, { target }) {
      if (isSkipped(application)) {
        return {
          refused:
            'The Application tells Argo CD to skip it (annotation argocd.argoproj.io/skip-reconcile): resume it first.',
        };
      }
      const { metadata } = application;
      return {
        effect,
        patches: [
          {
            target,
            contentType: 'application/merge-patch+json',
            body: {
              metadata: {
                ...atVersionOf(metadata),
                annotations: { [REFRESH]: value },
              },
            },
          },
        ],
      };
    },
    progress: progressOfRefresh,
  });
}

export const refreshActions: AdapterAction[] = [
  refreshAction({
    id: 'refresh',
    value: 'normal',
    title: 'Refresh the Application',
    description:
      'Compares Git with the cluster now. Applies nothing, unless automated sync then does.',
    effect: 'Argo CD looks at Git and at the cluster again.',
  }),
  refreshAction({
    id: 'hard-refresh',
    value: 'hard',
    title: 'Refresh the Application without caches',
    description:
      'Makes the manifests anew instead of taking them from the cache, then compares. Applies nothing, unless automated sync then does.',
    effect:
      'Argo CD makes the manifests anew and compares them with the cluster.',
  }),
  defineAction({
    id: 'refresh',
    kind: 'ApplicationSet',
    title: 'Refresh the ApplicationSet',
    description:
      'Runs the generators now, and makes, changes or removes Applications as they say.',
    rbac: [
      {
        group: 'argoproj.io',
        resource: 'applicationsets',
        verbs: ['patch'],
      },
    ],
    schema: z.object({ metadata: actedMetadataSchema }),
    parameters: z.strictObject({}),
    plan({ metadata }, _, { target }) {
      return {
        effect:
          'Argo CD runs the generators and brings the Applications in line with them.',
        patches: [
          {
            target,
            contentType: 'application/merge-patch+json',
            body: {
              metadata: {
                ...atVersionOf(metadata),
                annotations: { [SET_REFRESH]: 'true' },
              },
            },
          },
        ],
      };
    },
    progress({ metadata }, plan) {
      const isOpen =
        isAsPlannedOn(metadata, plan) ||
        metadata.annotations[SET_REFRESH] !== undefined;
      return { state: isOpen ? 'pending' : 'seen' };
    },
  }),
];

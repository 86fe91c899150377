import {
  atVersionOf,
  defineAction,
  isAsPlannedOn,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import {
  actedApplicationSchema,
  APPLICATION_RBAC,
  isAutomated,
  isSkipped,
  revertedByOwner,
} from './actApplication';

export const suspendAction = defineAction({
  id: 'suspend',
  kind: 'Application',
  title: 'Suspend automated sync',
  description:
    'Switches automated sync off and keeps its settings (`automated.enabled`, which Argo CD has since 3.1; older ones drop the field). Comparing goes on, and people can still sync.',
  rbac: APPLICATION_RBAC,
  schema: actedApplicationSchema,
  parameters: z.strictObject({}),
  plan(application, _, { target }) {
    const { metadata, spec } = application;
    if (!spec?.syncPolicy?.automated) {
      return {
        refused: 'Automated sync is not set up: there is none to suspend.',
      };
    }
    if (!isAutomated(application)) {
      return { refused: 'Automated sync is suspended already.' };
    }
    return {
      effect: 'Argo CD still compares, and syncs only when it is told to.',
      ...revertedByOwner(application, target),
      patches: [
        {
          target,
          contentType: 'application/merge-patch+json',
          body: {
            metadata: atVersionOf(metadata),
            spec: { syncPolicy: { automated: { enabled: false } } },
          },
        },
      ],
    };
  },
  progress(application, plan) {
    if (application.spec?.syncPolicy?.automated?.enabled === false) {
      return { state: 'seen' };
    }
    if (isAsPlannedOn(application.metadata, plan)) return { state: 'pending' };
    return {
      state: 'failed',
      message:
        'Automated sync is on: something has set it back, or this Argo CD is older than 3.1 and does not know the field.',
    };
  },
});

export const resumeAction = defineAction({
  id: 'resume',
  kind: 'Application',
  title: 'Resume the Application',
  description:
    'Switches automated sync on again, and takes away what tells Argo CD to skip the Application. What is out of sync is then synced at once.',
  rbac: APPLICATION_RBAC,
  schema: actedApplicationSchema,
  parameters: z.strictObject({}),
  plan(application, _, { target }) {
    const { metadata, spec } = application;
    const isOff = spec?.syncPolicy?.automated?.enabled === false;
    if (!isOff && !isSkipped(application)) {
      return { refused: 'The Application is not suspended.' };
    }
    return {
      effect: isOff
        ? 'Argo CD syncs by itself again, at once where something is out of sync.'
        : 'Argo CD looks after the Application again.',
      ...revertedByOwner(application, target),
      patches: [
        {
          target,
          contentType: 'application/merge-patch+json',
          body: {
            metadata: {
              ...atVersionOf(metadata),
              ...(isSkipped(application)
                ? {
                    annotations: {
                      'argocd.argoproj.io/skip-reconcile': null,
                    },
                  }
                : {}),
            },
            ...(isOff
              ? { spec: { syncPolicy: { automated: { enabled: true } } } }
              : {}),
          },
        },
      ],
    };
  },
  progress(application, plan) {
    const isSuspended =
      application.spec?.syncPolicy?.automated?.enabled === false ||
      isSkipped(application);
    if (!isSuspended) return { state: 'seen' };
    return isAsPlannedOn(application.metadata, plan)
      ? { state: 'pending' }
      : {
          state: 'failed',
          message: 'It is suspended: something has set it back.',
        };
  },
});

import {
  atVersionOf,
  defineAction,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { actedApplicationSchema, APPLICATION_RBAC } from './actApplication';

const plannedSchema = z.object({
  status: z.object({ operationState: z.object({ startedAt: z.string() }) }),
});

export const terminateAction = defineAction({
  id: 'terminate',
  kind: 'Application',
  title: 'Terminate the running operation',
  description:
    'Ends the operation that runs. What it has applied so far stays applied.',
  rbac: APPLICATION_RBAC,
  schema: actedApplicationSchema,
  parameters: z.strictObject({}),
  plan({ metadata, status, operation }, _, { target }) {
    const state = status?.operationState;
    if (state?.phase === 'Terminating') {
      return { refused: 'The operation is being terminated already.' };
    }
    if (state?.phase !== 'Running') {
      return {
        refused: operation
          ? 'The operation that was asked for has not begun: there is nothing to terminate yet.'
          : 'No operation is running.',
      };
    }
    return {
      effect:
        'Argo CD ends the running operation. What it has applied so far stays.',
      patches: [
        {
          target,
          contentType: 'application/merge-patch+json',
          body: {
            metadata: atVersionOf(metadata),
            // The start says which operation is meant; it is not changed.
            status: {
              operationState: withoutUndefined({
                phase: 'Terminating',
                startedAt: state.startedAt,
              }),
            },
          },
        },
      ],
    };
  },
  progress({ status }, plan) {
    const { phase, startedAt, message } = status?.operationState ?? {};
    const planned = plannedSchema.safeParse(plan.patches[0]?.body);
    const isAnother =
      planned.success &&
      planned.data.status.operationState.startedAt !== startedAt;
    if (isAnother) {
      return { state: 'seen', message: 'Another operation has begun since.' };
    }
    switch (phase) {
      case 'Running':
        return { state: 'pending' };
      case 'Terminating':
        return withoutUndefined({ state: 'accepted' as const, message });
      case 'Succeeded':
        return {
          state: 'failed',
          message: 'It had succeeded before it could be terminated.',
        };
      default:
        return withoutUndefined({ state: 'seen' as const, message });
    }
  },
});

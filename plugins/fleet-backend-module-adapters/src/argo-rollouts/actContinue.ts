import {
  type ActionPatch,
  defineAction,
  revertedWhereStated,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  type ActedRollout,
  actedRolloutSchema,
  NO_PARAMETERS,
  PATCH_SPEC,
  PATCH_STATUS,
  patchOf,
  refusalOfMove,
} from './readActed';
import { readUnobserved } from './readGeneration';

/** What is changed in its state, and what that means. */
type Step = { status?: object; effect: string };

/**
 * As `kubectl argo rollouts promote`: pauses are cleared or a step is passed over,
 * never both, except after an analysis that was inconclusive, as clearing the pause
 * alone would ask the same analysis again.
 */
function stepOf({ spec, status }: ActedRollout): Step | undefined {
  const { pauseConditions = [], currentStepIndex: index = 0 } = status ?? {};
  const steps = spec?.strategy?.canary?.steps.length ?? 0;
  const isInconclusive =
    status?.canary?.currentStepAnalysisRunStatus?.status === 'Inconclusive';
  if (pauseConditions.length > 0) {
    return isInconclusive && status?.controllerPause && index < steps
      ? {
          status: {
            pauseConditions: null,
            controllerPause: false,
            currentStepIndex: index + 1,
          },
          effect: `goes on past step ${
            index + 1
          } of ${steps}, whose analysis was inconclusive.`,
        }
      : {
          status: { pauseConditions: null },
          effect: 'goes on from its pause.',
        };
  }
  if (spec?.paused) return { effect: 'goes on from where it was paused.' };
  return index < steps
    ? {
        status: { pauseConditions: null, currentStepIndex: index + 1 },
        effect: `passes over step ${index + 1} of ${steps}, which is not done.`,
      }
    : undefined;
}

/** What the patches ask of the Rollout's state. */
function askedStatus(patches: readonly ActionPatch[]): {
  pauseConditions?: unknown;
  currentStepIndex?: number;
} {
  const patch = patches.find(({ subresource }) => subresource === 'status');
  return Object(Object(patch?.body).status);
}

export const continueRollout = defineAction({
  id: 'continue',
  kind: 'Rollout',
  title: 'Continue the rollout',
  description:
    'Ends a pause, by hand, at a step or before a promotion, as `kubectl argo rollouts promote` does; where it does not pause, the step that the canary is at is passed over.',
  rbac: [...PATCH_SPEC, ...PATCH_STATUS],
  schema: actedRolloutSchema,
  parameters: NO_PARAMETERS,
  plan(rollout, _, { target }) {
    const { metadata, spec } = rollout;
    const refused = refusalOfMove(rollout);
    if (refused !== undefined) return { refused };
    const step = stepOf(rollout);
    if (!step) {
      return {
        refused:
          'The Rollout neither pauses nor has a step left: it waits for its pods. Promote it fully to wait for nothing.',
      };
    }
    const patches: ActionPatch[] = [];
    if (spec?.paused) {
      patches.push(patchOf(target, metadata, { spec: { paused: false } }));
    }
    if (step.status) {
      // After a patch of the specification the version that was read is gone.
      const version = patches.length > 0 ? {} : metadata;
      patches.push(patchOf(target, version, { status: step.status }));
    }
    return {
      effect: `Rollout '${target.name}' ${step.effect}`,
      ...(spec?.paused ? revertedWhereStated(metadata, 'spec.paused') : {}),
      patches,
    };
  },
  progress(rollout, { patches }, { requestedAt }) {
    const { spec, status } = rollout;
    const asked = askedStatus(patches);
    // It may have come to its next pause already: that one began later.
    const isLeft = (status?.pauseConditions ?? []).some(
      ({ startTime }) =>
        !(Date.parse(startTime ?? '') > Date.parse(requestedAt)),
    );
    if (
      spec?.paused ||
      ('pauseConditions' in asked && isLeft) ||
      (status?.currentStepIndex ?? 0) < (asked.currentStepIndex ?? 0)
    ) {
      return { state: 'pending' };
    }
    const unobserved = readUnobserved(rollout);
    if (unobserved !== undefined) {
      return { state: 'accepted', message: unobserved };
    }
    if (status?.phase === 'Degraded' || status?.abort) {
      return { state: 'failed', message: status.message };
    }
    // The controller takes its mark off once it has seen that the pause is gone.
    return status?.controllerPause && status.pauseConditions.length === 0
      ? { state: 'accepted', message: 'its controller has not gone on yet' }
      : { state: 'seen' };
  },
});

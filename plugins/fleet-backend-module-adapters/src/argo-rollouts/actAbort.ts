import { defineAction } from '@fleetview/backstage-plugin-fleet-node';
import {
  actedRolloutSchema,
  NO_PARAMETERS,
  PATCH_STATUS,
  patchOf,
  refusalOf,
  refusalOfMove,
} from './readActed';
import { isFullyPromoted, readStableRevision } from './readStrategy';

export const abortRollout = defineAction({
  id: 'abort',
  kind: 'Rollout',
  title: 'Abort the rollout',
  description:
    'Sets `status.abort`: all traffic goes back to the version that was stable. What the delivery wants stays as it is, so the Rollout is degraded until it is retried or another version is wanted.',
  rbac: PATCH_STATUS,
  schema: actedRolloutSchema,
  parameters: NO_PARAMETERS,
  plan(rollout, _, { target }) {
    const { metadata, status } = rollout;
    if (status?.abort) return { refused: 'The rollout was aborted already.' };
    const refused = refusalOfMove(rollout);
    if (refused !== undefined) return { refused };
    const stable = readStableRevision(rollout);
    if (isFullyPromoted(rollout) || stable === undefined) {
      return {
        refused: 'There is no other version that traffic could go back to.',
      };
    }
    return {
      effect: `All traffic of Rollout '${target.name}' goes back to revision ${stable}; the Rollout is degraded until it is retried.`,
      patches: [patchOf(target, metadata, { status: { abort: true } })],
    };
  },
  progress(rollout) {
    const { status } = rollout;
    // It was promoted before the controller saw what was asked.
    if (isFullyPromoted(rollout) && !status?.abort) {
      return { state: 'failed', message: 'It was promoted before.' };
    }
    if (!status?.abort) return { state: 'pending' };
    return status.abortedAt
      ? { state: 'seen', message: status.message }
      : { state: 'accepted' };
  },
});

export const retryRollout = defineAction({
  id: 'retry',
  kind: 'Rollout',
  title: 'Retry the rollout',
  description:
    'Clears `status.abort`: the rollout of the version that is wanted begins anew, from its first step.',
  rbac: PATCH_STATUS,
  schema: actedRolloutSchema,
  parameters: NO_PARAMETERS,
  plan(rollout, _, { target }) {
    const { metadata, status } = rollout;
    const refused = refusalOf(rollout);
    if (refused !== undefined) return { refused };
    if (!status?.abort) {
      return {
        refused: 'The rollout was not aborted, so it cannot be retried.',
      };
    }
    return {
      effect: `Rollout '${target.name}' begins anew from its first step.`,
      patches: [patchOf(target, metadata, { status: { abort: false } })],
    };
  },
  progress({ status }) {
    if (status?.abort) {
      // The controller gave it up again, after what was asked.
      return { state: 'pending' };
    }
    return status?.abortedAt || status?.phase === 'Degraded'
      ? { state: 'accepted', message: 'its controller has not begun yet' }
      : { state: 'seen', message: status?.message };
  },
});

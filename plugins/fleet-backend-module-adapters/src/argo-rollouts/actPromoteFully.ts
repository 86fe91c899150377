import { defineAction } from '@fleetview/backstage-plugin-fleet-node';
import {
  actedRolloutSchema,
  NO_PARAMETERS,
  PATCH_STATUS,
  patchOf,
  refusalOfMove,
} from './readActed';
import { isFullyPromoted } from './readStrategy';

export const promoteRolloutFully = defineAction({
  id: 'promote-fully',
  kind: 'Rollout',
  title: 'Promote fully',
  description:
    'Sets `status.promoteFull`: all steps, pauses and analyses that are left are passed over, and all traffic goes to the new version as soon as its pods are available.',
  rbac: PATCH_STATUS,
  schema: actedRolloutSchema,
  parameters: NO_PARAMETERS,
  plan(rollout, _, { target }) {
    const { metadata, spec, status } = rollout;
    const refused = refusalOfMove(rollout);
    if (refused !== undefined) return { refused };
    if (isFullyPromoted(rollout)) {
      return { refused: 'What is wanted serves already.' };
    }
    if (spec?.paused) {
      return { refused: 'The Rollout is paused by hand. Continue it first.' };
    }
    if (status?.promoteFull) {
      return { refused: 'The Rollout is being promoted fully already.' };
    }
    return {
      effect: `All traffic of Rollout '${target.name}' goes to the new version, without the steps and analyses that are left.`,
      patches: [patchOf(target, metadata, { status: { promoteFull: true } })],
    };
  },
  progress(rollout) {
    const { status } = rollout;
    if (isFullyPromoted(rollout)) return { state: 'seen' };
    if (status?.abort || status?.phase === 'Degraded') {
      return { state: 'failed', message: status.message };
    }
    return status?.promoteFull
      ? { state: 'accepted', message: status.message }
      : { state: 'pending' };
  },
});

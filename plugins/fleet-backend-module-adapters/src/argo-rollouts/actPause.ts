import {
  defineAction,
  revertedWhereStated,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  actedRolloutSchema,
  NO_PARAMETERS,
  PATCH_SPEC,
  patchOf,
  refusalOf,
} from './readActed';
import { readUnobserved } from './readGeneration';

export const pauseRollout = defineAction({
  id: 'pause',
  kind: 'Rollout',
  title: 'Pause the rollout',
  description:
    'Sets `spec.paused`: the rollout stays at its step and its weight until it is continued. What serves goes on serving.',
  rbac: PATCH_SPEC,
  schema: actedRolloutSchema,
  parameters: NO_PARAMETERS,
  plan(rollout, _, { target }) {
    const { metadata, spec } = rollout;
    const refused = refusalOf(rollout);
    if (refused !== undefined) return { refused };
    if (spec?.paused) return { refused: 'The Rollout is paused already.' };
    return {
      effect: `Rollout '${target.name}' stays where it is until it is continued.`,
      ...revertedWhereStated(metadata, 'spec.paused'),
      patches: [patchOf(target, metadata, { spec: { paused: true } })],
    };
  },
  progress(rollout) {
    if (!rollout.spec?.paused) return { state: 'pending' };
    const unobserved = readUnobserved(rollout);
    return unobserved === undefined
      ? { state: 'seen' }
      : { state: 'accepted', message: unobserved };
  },
});

import { defineAction } from '@fleetview/backstage-plugin-fleet-node';
import {
  actedRolloutSchema,
  NO_PARAMETERS,
  PATCH_SPEC,
  patchOf,
  refusalOf,
} from './readActed';

/** Of a time, as Kubernetes writes it: in whole seconds. */
function inSeconds(time: string): string {
  return time.replace(/\.\d+/, '');
}

export const redeployRollout = defineAction({
  id: 'redeploy',
  kind: 'Rollout',
  title: 'Restart the pods',
  description:
    'Sets `spec.restartAt`: pods that are older are evicted, as many at a time as `maxUnavailable` allows. Neither steps nor analyses run, and the version stays as it is.',
  rbac: PATCH_SPEC,
  schema: actedRolloutSchema,
  parameters: NO_PARAMETERS,
  plan(rollout, _, { target, requestedAt }) {
    const { metadata, spec } = rollout;
    const refused = refusalOf(rollout);
    if (refused !== undefined) return { refused };
    if (spec?.replicas === 0) {
      return {
        refused: 'The Rollout is scaled to zero: there are no pods to replace.',
      };
    }
    return {
      effect: `All pods of Rollout '${target.name}' are replaced by new ones of the same version, a few at a time.`,
      patches: [
        patchOf(target, metadata, {
          spec: { restartAt: inSeconds(requestedAt) },
        }),
      ],
    };
  },
  progress({ spec, status }, _, { requestedAt }) {
    const asked = Date.parse(inSeconds(requestedAt));
    // A later restart has done what this one would have.
    if (Date.parse(status?.restartedAt ?? '') >= asked)
      return { state: 'seen' };
    return Date.parse(spec?.restartAt ?? '') >= asked
      ? { state: 'accepted', message: 'older pods are still there' }
      : { state: 'pending' };
  },
});

import {
  type ActionPatch,
  type ActionTarget,
  atVersionOf,
  defineAction,
  lenient,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { isFullyPromoted } from './readStrategy';
import { rolloutSchema } from './schema';

type Rbac = Parameters<typeof defineAction>[0]['rbac'];

export const actedRolloutSchema = rolloutSchema.and(
  z.object({ metadata: z.object({ resourceVersion: lenient(z.string()) }) }),
);

export type ActedRollout = z.output<typeof actedRolloutSchema>;

export const NO_PARAMETERS = z.strictObject({});

export const PATCH_SPEC: Rbac = [
  { group: 'argoproj.io', resource: 'rollouts', verbs: ['patch'] },
];

/** Its state is a subresource, which takes a right of its own. */
export const PATCH_STATUS: Rbac = [
  { group: 'argoproj.io', resource: 'rollouts/status', verbs: ['patch'] },
];

/** A merge patch at the version that was read. */
export function patchOf(
  target: ActionTarget,
  metadata: { resourceVersion?: string | undefined },
  change: { spec: object } | { status: object },
): ActionPatch {
  return {
    target,
    ...('status' in change ? { subresource: 'status' } : {}),
    contentType: 'application/merge-patch+json',
    body: { metadata: atVersionOf(metadata), ...change },
  };
}

/** Why there is nothing in progress that could be told something. */
export function refusalOf(rollout: ActedRollout): string | undefined {
  const { metadata, status } = rollout;
  if (metadata.deletionTimestamp !== undefined) {
    return 'The Rollout is being deleted.';
  }
  if (!status?.currentPodHash) {
    return 'No controller has looked at the Rollout yet. See whether Argo Rollouts runs on the cluster.';
  }
  return undefined;
}

/** Why nothing is on its way that could go on, be promoted or given up. */
export function refusalOfMove(rollout: ActedRollout): string | undefined {
  const refused = refusalOf(rollout);
  if (refused !== undefined) return refused;
  if (rollout.status?.abort) {
    return 'The rollout was aborted. Retry it, or let the delivery bring another version.';
  }
  return isFullyPromoted(rollout) && !rollout.spec?.paused
    ? 'Nothing is being rolled out: what is wanted serves already.'
    : undefined;
}

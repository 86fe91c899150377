import {
  defineAction,
  isBehind,
  revertedWhereStated,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { patchOfSpec, versionedSchema } from './readActed';
import { type DeploymentObject, deploymentSchema } from './schema';

const schema = deploymentSchema.and(versionedSchema);
const parameters = z.strictObject({});
const rbac: Parameters<typeof defineAction>[0]['rbac'] = [
  { group: 'apps', resource: 'deployments', verbs: ['patch'] },
];

function progressTo(
  paused: boolean,
  { metadata, spec, status }: DeploymentObject,
) {
  if (Boolean(spec?.paused) !== paused) return { state: 'pending' as const };
  return isBehind(metadata.generation, status?.observedGeneration)
    ? { state: 'accepted' as const, message: 'not observed yet' }
    : { state: 'seen' as const };
}

export const pauseDeployment = defineAction({
  id: 'pause',
  kind: 'Deployment',
  title: 'Pause the rollout',
  description:
    'Sets `spec.paused`: pods of the new version that run stay, no more are made, and changes of the template wait. Pods that fail are still replaced.',
  rbac,
  schema,
  parameters,
  plan({ metadata, spec }, _, { target }) {
    if (metadata.deletionTimestamp !== undefined) {
      return { refused: 'The Deployment is being deleted.' };
    }
    if (spec?.paused) return { refused: 'The Deployment is paused already.' };
    return {
      effect: `The rollout of Deployment '${target.name}' stays where it is until it is continued.`,
      ...revertedWhereStated(metadata, 'spec.paused'),
      patches: [patchOfSpec(target, metadata, { paused: true })],
    };
  },
  progress: object => progressTo(true, object),
});

export const continueDeployment = defineAction({
  id: 'continue',
  kind: 'Deployment',
  title: 'Continue the rollout',
  description:
    'Clears `spec.paused`: what changed in the meantime is rolled out, and the deadline for it begins anew.',
  rbac,
  schema,
  parameters,
  plan({ metadata, spec }, _, { target }) {
    if (metadata.deletionTimestamp !== undefined) {
      return { refused: 'The Deployment is being deleted.' };
    }
    if (!spec?.paused) return { refused: 'The Deployment is not paused.' };
    return {
      effect: `The rollout of Deployment '${target.name}' goes on to what its template says now.`,
      ...revertedWhereStated(metadata, 'spec.paused'),
      patches: [patchOfSpec(target, metadata, { paused: false })],
    };
  },
  progress: object => progressTo(false, object),
});

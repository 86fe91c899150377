import {
  type ActionProgress,
  type AdapterAction,
  conditionOf,
  defineAction,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { patchOfSpec, versionedSchema } from './readActed';
import { readConditions } from './readConditions';
import { revertedBy } from './readDeliverer';
import { hasPausedAnnotation } from './readPaused';
import { type ClusterObject, clusterSchema } from './schema';

const schema = clusterSchema.and(versionedSchema);
const parameters = z.strictObject({});
const rbac: AdapterAction['rbac'] = [
  { group: 'cluster.x-k8s.io', resource: 'clusters', verbs: ['patch'] },
];

function progressTo(
  paused: boolean,
  { spec, status }: ClusterObject,
  version: string,
): ActionProgress {
  if (Boolean(spec?.paused) !== paused) return { state: 'pending' };
  const { current } = readConditions(status, version);
  const condition = conditionOf(current, 'Paused');
  // Older controllers show no more of it than the field.
  if (!condition) return { state: 'seen' };
  return (condition.status === 'True') === paused
    ? { state: 'seen' }
    : { state: 'accepted', message: 'not observed yet' };
}

export const pauseCluster = defineAction({
  id: 'pause',
  kind: 'Cluster',
  title: 'Pause the cluster’s management',
  description:
    'Sets `spec.paused`: Cluster API makes, replaces and deletes no machines of the cluster, and its health checks rest. The cluster itself runs on.',
  rbac,
  schema,
  parameters,
  plan({ metadata, spec }, _, { target }) {
    if (metadata.deletionTimestamp !== undefined) {
      return {
        refused:
          'The Cluster is being deleted; paused, it would stay half deleted.',
      };
    }
    if (spec?.paused) return { refused: 'The Cluster is paused already.' };
    return {
      effect: `Cluster API does nothing for Cluster '${target.name}' until it is continued; an upgrade stays where it is, and machines that break are not replaced.`,
      ...revertedBy(metadata, 'spec.paused'),
      patches: [patchOfSpec(target, metadata, { paused: true })],
    };
  },
  progress: (cluster, _, { target }) =>
    progressTo(true, cluster, target.version),
});

export const continueCluster = defineAction({
  id: 'continue',
  kind: 'Cluster',
  title: 'Continue the cluster’s management',
  description:
    'Clears `spec.paused`: whatever has changed in the meantime is carried out.',
  rbac,
  schema,
  parameters,
  plan({ metadata, spec }, _, { target }) {
    if (hasPausedAnnotation(metadata)) {
      return {
        refused:
          "The Cluster is paused by the annotation 'cluster.x-k8s.io/paused', which a tool or person has set. Remove it there.",
      };
    }
    if (!spec?.paused) return { refused: 'The Cluster is not paused.' };
    return {
      effect: `Cluster API looks after Cluster '${target.name}' again, and carries out at once what was changed while it was paused.`,
      ...revertedBy(metadata, 'spec.paused'),
      patches: [patchOfSpec(target, metadata, { paused: false })],
    };
  },
  progress: (cluster, _, { target }) =>
    progressTo(false, cluster, target.version),
});

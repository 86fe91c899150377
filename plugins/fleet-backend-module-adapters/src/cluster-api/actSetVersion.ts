import {
  type ActionPlan,
  type ActionProgress,
  conditionOf,
  defineAction,
  describeCondition,
  isBehind,
} from '@fleetview/backstage-plugin-fleet-node';
import { compare, parse } from 'semver';
import { z } from 'zod';
import { patchOfSpec, versionedSchema } from './readActed';
import { readConditions, readFailure } from './readConditions';
import { revertedBy } from './readDeliverer';
import { readPaused } from './readPaused';
import {
  isFailingTopology,
  isUpgrading,
  readVersions,
  topologyReconciled,
} from './readTopology';
import { type ClusterObject, clusterSchema } from './schema';

const plannedSchema = z.object({
  spec: z.object({ topology: z.object({ version: z.string() }) }),
});

function askedVersion(plan: ActionPlan): string {
  return plannedSchema.parse(plan.patches[0]?.body).spec.topology.version;
}

function withoutTopology({ spec }: ClusterObject): string {
  const controlPlane = spec?.controlPlaneRef;
  const first = controlPlane
    ? `of ${controlPlane.kind} '${controlPlane.name}'`
    : 'of its control plane';
  return `The Cluster has no topology, so that each part has a version of its own. Set 'spec.version' ${first} first, and, once that is done, 'spec.template.spec.version' of each MachineDeployment and MachinePool.`;
}

/** Why Cluster API cannot go from one version to another, if it cannot. */
function obstacleBetween(present: string, asked: string): string | undefined {
  const from = parse(present);
  const to = parse(asked);
  if (!from || !to) {
    return `Whether ${asked} comes after ${present} cannot be told, as one of them is not a version.`;
  }
  const order = compare(to, from);
  if (order === 0) return `The Cluster is set to ${present} already.`;
  if (order < 0) {
    return `${asked} is older than ${present}. Kubernetes cannot go back to an older version.`;
  }
  if (to.major !== from.major) {
    return `There is no way from ${present} to ${asked}: the major versions differ.`;
  }
  return to.minor > from.minor + 1
    ? `No minor version can be left out. Go to v${from.major}.${
        from.minor + 1
      } first.`
    : undefined;
}

function isAnotherMinor(present: string, asked: string): boolean {
  return parse(present)?.minor !== parse(asked)?.minor;
}

function progressOf(
  cluster: ClusterObject,
  plan: ActionPlan,
  objectVersion: string,
  requestedAt: string,
): ActionProgress {
  const { metadata, spec, status } = cluster;
  const asked = askedVersion(plan);
  const present = spec?.topology?.version;
  if (present !== asked) {
    return {
      state: 'pending',
      message: `the version is ${present ?? 'not set'}`,
    };
  }
  const failure = readFailure(status);
  if (failure) return { state: 'failed', message: failure };
  if (isBehind(metadata.generation, status?.observedGeneration)) {
    return { state: 'accepted', message: 'not observed yet' };
  }
  const sets = readConditions(status, objectVersion);
  const topology = topologyReconciled(sets);
  if (topology && isFailingTopology(topology)) {
    return { state: 'failed', message: describeCondition(topology) };
  }
  if (isUpgrading(cluster, sets) || topology?.status !== 'True') {
    return {
      state: 'accepted',
      ...(topology && topology.status !== 'True'
        ? { message: describeCondition(topology) }
        : {}),
    };
  }
  if (conditionOf(sets.current, 'RollingOut')?.status === 'True') {
    return { state: 'accepted', message: 'machines are being replaced' };
  }
  // Where nobody counts versions: the topology has been reconciled since.
  const isCounted = readVersions(cluster).controlPlane === asked;
  const hasMovedSince =
    Date.parse(topology.lastTransitionTime ?? '') >= Date.parse(requestedAt);
  return isCounted || hasMovedSince
    ? { state: 'seen' }
    : { state: 'accepted', message: 'no machine is known to have it yet' };
}

export const setVersion = defineAction({
  id: 'set-version',
  kind: 'Cluster',
  title: 'Set the Kubernetes version',
  description:
    'Sets `spec.topology.version`. Cluster API then replaces the control plane machine by machine, and after it the workers, deployment by deployment. There is no way back to an older version.',
  rbac: [{ group: 'cluster.x-k8s.io', resource: 'clusters', verbs: ['patch'] }],
  schema: clusterSchema.and(versionedSchema),
  parameters: z.strictObject({
    version: z
      .string()
      .max(64)
      .regex(
        /^v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/,
        'a whole version, such as v1.35.1',
      )
      .transform(version =>
        version.startsWith('v') ? version : `v${version}`,
      ),
  }),
  plan(cluster, { version: asked }, { target }) {
    const { metadata, spec, status } = cluster;
    if (metadata.deletionTimestamp !== undefined) {
      return { refused: 'The Cluster is being deleted.' };
    }
    const present = spec?.topology?.version;
    if (!present) return { refused: withoutTopology(cluster) };
    const sets = readConditions(status, target.version);
    if (readPaused(metadata, spec.paused, sets.current)) {
      return {
        refused:
          'The Cluster is paused, so that nothing would be done. Continue it first.',
      };
    }
    const obstacle = obstacleBetween(present, asked);
    if (obstacle) return { refused: obstacle };
    if (isAnotherMinor(present, asked) && isUpgrading(cluster, sets)) {
      return {
        refused: `The upgrade to ${present} is not finished. Wait for it, or choose a version of the same minor.`,
      };
    }
    return {
      effect: `Cluster '${target.name}' goes from ${present} to ${asked}: all its machines are replaced, control plane first. It cannot go back.`,
      ...revertedBy(metadata, 'spec.topology.version'),
      patches: [
        patchOfSpec(target, metadata, { topology: { version: asked } }),
      ],
    };
  },
  progress: (cluster, plan, { target, requestedAt }) =>
    progressOf(cluster, plan, target.version, requestedAt),
});

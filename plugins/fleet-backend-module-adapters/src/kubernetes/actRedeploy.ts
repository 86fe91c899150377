import type { WorkloadFact } from '@fleetview/backstage-plugin-fleet-common';
import {
  type AdapterAction,
  defineAction,
  isBehind,
  type ObjectMetadata,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { verdictOf as verdictOfDaemonSet } from './mapDaemonSet';
import { verdictOf as verdictOfDeployment } from './mapDeployment';
import { verdictOf as verdictOfStatefulSet } from './mapStatefulSet';
import { patchOfSpec, restartableSchema } from './readActed';
import {
  type DaemonSetObject,
  daemonSetSchema,
  type DeploymentObject,
  deploymentSchema,
  type StatefulSetObject,
  statefulSetSchema,
} from './schema';

/** What `kubectl rollout restart` sets, so that both see each other's. */
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

type Restartable = z.output<typeof restartableSchema> & {
  metadata: ObjectMetadata;
  status?: { observedGeneration?: number | undefined } | undefined;
};

function restartedAtOf({ spec }: Restartable): string | undefined {
  const value = spec?.template?.metadata?.annotations?.[RESTARTED_AT];
  return typeof value === 'string' ? value : undefined;
}

/** How one kind is restarted: what stands in the way, how, and what shows that it is done. */
type Restart<TObject> = {
  kind: WorkloadFact['kind'];
  resource: string;
  schema: z.ZodType<TObject & Restartable>;
  how: string;
  obstacleTo(object: TObject): string | undefined;
  verdictOf(object: TObject): Verdict;
};

function defineRedeploy<TObject extends object>(
  restart: Restart<TObject>,
): AdapterAction {
  const { kind, resource, schema, how, obstacleTo, verdictOf } = restart;
  return defineAction({
    id: 'redeploy',
    kind,
    title: 'Restart the pods',
    description: `Sets the annotation '${RESTARTED_AT}' on the pod template, as 'kubectl rollout restart' does: ${how} The version stays as it is.`,
    rbac: [{ group: 'apps', resource, verbs: ['patch'] }],
    schema,
    parameters: z.strictObject({}),
    plan(object, _, { target, requestedAt }) {
      if (object.metadata.deletionTimestamp !== undefined) {
        return { refused: `The ${kind} is being deleted.` };
      }
      const obstacle = obstacleTo(object);
      if (obstacle !== undefined) return { refused: obstacle };
      return {
        effect: `All pods of ${kind} '${target.name}' are replaced by new ones of the same version: ${how}`,
        patches: [
          patchOfSpec(target, object.metadata, {
            template: {
              metadata: { annotations: { [RESTARTED_AT]: requestedAt } },
            },
          }),
        ],
      };
    },
    progress(object, _, { requestedAt }) {
      const restartedAt = restartedAtOf(object);
      // A later restart has done what this one would have.
      const isAsked =
        restartedAt !== undefined &&
        Date.parse(restartedAt) >= Date.parse(requestedAt);
      if (!isAsked) return { state: 'pending' };
      const { metadata, status } = object;
      if (isBehind(metadata.generation, status?.observedGeneration)) {
        return { state: 'accepted', message: 'not observed yet' };
      }
      const { health, message } = verdictOf(object);
      if (health === 'healthy') return { state: 'seen' };
      return health === 'degraded'
        ? { state: 'failed', message }
        : { state: 'accepted', message };
    },
  });
}

const noPods = (kind: string, replicas: number | undefined) =>
  replicas === 0
    ? `The ${kind} is scaled to zero: there are no pods to replace.`
    : undefined;

const onDelete = (kind: string, type: string | undefined) =>
  type === 'OnDelete'
    ? `The ${kind} replaces pods only when someone deletes them (OnDelete). Delete the pods instead.`
    : undefined;

export const redeployDeployment = defineRedeploy<DeploymentObject>({
  kind: 'Deployment',
  resource: 'deployments',
  schema: deploymentSchema.and(restartableSchema),
  how: 'a few at a time, within the surge and unavailability that its strategy allows.',
  obstacleTo: ({ spec }) =>
    spec?.paused
      ? 'The Deployment is paused, so nothing would be replaced. Continue it first.'
      : noPods('Deployment', spec?.replicas),
  verdictOf: verdictOfDeployment,
});

export const redeployStatefulSet = defineRedeploy<StatefulSetObject>({
  kind: 'StatefulSet',
  resource: 'statefulsets',
  schema: statefulSetSchema.and(restartableSchema),
  how: 'one after the other, from the last to the first, and none below its partition.',
  obstacleTo: ({ spec }) => {
    const { partition = 0 } = spec?.updateStrategy?.rollingUpdate ?? {};
    return (
      onDelete('StatefulSet', spec?.updateStrategy?.type) ??
      noPods('StatefulSet', spec?.replicas) ??
      (partition >= (spec?.replicas ?? 1)
        ? `The partition of ${partition} holds all of its pods back. Lower it first.`
        : undefined)
    );
  },
  verdictOf: verdictOfStatefulSet,
});

export const redeployDaemonSet = defineRedeploy<DaemonSetObject>({
  kind: 'DaemonSet',
  resource: 'daemonsets',
  schema: daemonSetSchema.and(restartableSchema),
  how: 'node by node, as many at a time as its strategy allows.',
  obstacleTo: ({ spec }) => onDelete('DaemonSet', spec?.updateStrategy?.type),
  verdictOf: verdictOfDaemonSet,
});

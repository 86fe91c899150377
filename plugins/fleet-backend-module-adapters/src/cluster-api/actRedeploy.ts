import {
  type AdapterAction,
  defineAction,
  isBehind,
  lenient,
  type ObjectMetadata,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { readMachineDeployment } from './mapMachineDeployment';
import { readKubeadmControlPlane } from './mapKubeadmControlPlane';
import { patchOfSpec, versionedSchema } from './readActed';
import { readFailure } from './readConditions';
import { revertedBy } from './readDeliverer';
import { type PoolStatement, readPoolVerdict } from './readPoolVerdict';
import {
  type KubeadmControlPlaneObject,
  kubeadmControlPlaneSchema,
  type MachineDeploymentObject,
  machineDeploymentSchema,
} from './schema';

const TOPOLOGY_OWNED = 'topology.cluster.x-k8s.io/owned';

const strategy = lenient(z.object({ type: lenient(z.string()) }));

/** When machines were last told to be replaced, and how they are, in either version. */
const rolledSchema = versionedSchema.extend({
  spec: z
    .object({
      rollout: lenient(z.object({ after: lenient(z.string()), strategy })),
      rolloutAfter: lenient(z.string()),
      strategy,
    })
    .nullish()
    .transform(spec => spec ?? undefined),
});

type Rolled = z.output<typeof rolledSchema> & { metadata: ObjectMetadata };

function afterOf({ spec }: Rolled): string | undefined {
  return spec?.rollout?.after ?? spec?.rolloutAfter;
}

/** Kubernetes' times have seconds. */
function inSeconds(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function obstacleTo(
  kind: string,
  rolled: Rolled,
  { paused, replicas }: PoolStatement,
): string | undefined {
  if (rolled.metadata.deletionTimestamp !== undefined) {
    return `The ${kind} is being deleted.`;
  }
  if (paused) {
    return `The ${kind} or its Cluster is paused, so that nothing would be replaced. Continue it first.`;
  }
  if (replicas.desired === 0) {
    return `The ${kind} is scaled to zero: there are no machines to replace.`;
  }
  const { spec } = rolled;
  const type = (spec?.rollout?.strategy ?? spec?.strategy)?.type;
  return type === 'OnDelete'
    ? `The ${kind} replaces machines only when someone deletes them (OnDelete). Delete the Machines instead.`
    : undefined;
}

/** The topology's controller writes the field where the Cluster sets it. */
function takenBackBy(rolled: Rolled) {
  const { metadata } = rolled;
  if (TOPOLOGY_OWNED in metadata.labels && afterOf(rolled) !== undefined) {
    return {
      revertedBy:
        'the topology of its Cluster, if the time before was set there',
    };
  }
  return revertedBy(metadata, 'the time of the rollout');
}

type Redeploy<TObject> = {
  kind: string;
  group: string;
  resource: string;
  schema: z.ZodType<TObject & Rolled>;
  how: string;
  statementOf(object: TObject, version: string): PoolStatement;
};

function defineRedeploy<TObject extends object>(
  redeploy: Redeploy<TObject>,
): AdapterAction {
  const { kind, group, resource, schema, how, statementOf } = redeploy;
  return defineAction({
    id: 'redeploy',
    kind,
    title: 'Replace the machines',
    description: `Sets \`spec.rollout.after\` (v1beta1: \`spec.rolloutAfter\`), as \`clusterctl alpha rollout restart\` does: every machine that is older is replaced, ${how} The version stays as it is.`,
    rbac: [{ group, resource, verbs: ['patch'] }],
    schema,
    parameters: z.strictObject({}),
    plan(object, _, { target, requestedAt }) {
      const statement = statementOf(object, target.version);
      const refused = obstacleTo(kind, object, statement);
      if (refused) return { refused };
      const after = inSeconds(requestedAt);
      const { desired } = statement.replicas;
      return {
        effect: `${
          desired === undefined ? 'All' : `All ${desired}`
        } machines of ${kind} '${
          target.name
        }' are replaced by new ones of the same version, ${how}`,
        ...takenBackBy(object),
        patches: [
          patchOfSpec(
            target,
            object.metadata,
            target.version === 'v1beta1'
              ? { rolloutAfter: after }
              : { rollout: { after } },
          ),
        ],
      };
    },
    progress(object, _, { target, requestedAt }) {
      const after = afterOf(object);
      // A later one has done what this one would have.
      const isAsked =
        after !== undefined &&
        Date.parse(after) >= Date.parse(inSeconds(requestedAt));
      if (!isAsked) return { state: 'pending' };
      const statement = statementOf(object, target.version);
      const { status } = statement;
      const failure = readFailure(status);
      if (failure) return { state: 'failed', message: failure };
      if (isBehind(object.metadata.generation, status?.observedGeneration)) {
        return { state: 'accepted', message: 'not observed yet' };
      }
      const { desired, current, upToDate } = statement.replicas;
      const { health, message } = readPoolVerdict(statement);
      const isReplaced =
        desired !== undefined && current === desired && upToDate === desired;
      return isReplaced && health === 'healthy'
        ? { state: 'seen' }
        : // No deadline ends it: what is wrong may yet come right.
          { state: 'accepted', ...(message ? { message } : {}) };
    },
  });
}

export const redeployMachineDeployment =
  defineRedeploy<MachineDeploymentObject>({
    kind: 'MachineDeployment',
    group: 'cluster.x-k8s.io',
    resource: 'machinedeployments',
    schema: machineDeploymentSchema.and(rolledSchema),
    how: 'a few at a time, within the surge and unavailability that its strategy allows; nodes are drained first.',
    statementOf: readMachineDeployment,
  });

export const redeployKubeadmControlPlane =
  defineRedeploy<KubeadmControlPlaneObject>({
    kind: 'KubeadmControlPlane',
    group: 'controlplane.cluster.x-k8s.io',
    resource: 'kubeadmcontrolplanes',
    schema: kubeadmControlPlaneSchema.and(rolledSchema),
    how: 'one after the other, and only while etcd keeps its quorum.',
    statementOf: readKubeadmControlPlane,
  });

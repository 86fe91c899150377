import {
  boundedName,
  boundedText,
  type ClusterFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  conditionOf,
  factBase,
  latestTime,
  type MapContext,
  type Mapped,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readClusterVerdict } from './readClusterVerdict';
import {
  type ConditionSets,
  nameCondition,
  readConditions,
} from './readConditions';
import { readEndpoint } from './readEndpoint';
import { readHeartbeat } from './readHeartbeat';
import { readLifecycle } from './readLifecycle';
import { readPaused } from './readPaused';
import { readClass, readVersions } from './readTopology';
import type { ClusterObject } from './schema';

const MAX_BLOCKERS = 10;

/** What stands in a cluster's way when it is not true, worst first; the last two are of the older set. */
const BLOCKERS = [
  'RemoteConnectionProbe',
  'InfrastructureReady',
  'ControlPlaneInitialized',
  'ControlPlaneAvailable',
  'TopologyReconciled',
  'ControlPlaneMachinesReady',
  'WorkersAvailable',
  'WorkerMachinesReady',
  'ControlPlaneReady',
  'Ready',
];
/** The same while it is true. */
const BLOCKING_ACTIVITIES = ['Remediating', 'RollingOut'];

function blockersOf({ current, old }: ConditionSets): string[] {
  const conditions = current.length ? current : old;
  const pick = (types: string[], isBlocking: (status?: string) => boolean) =>
    types.flatMap(type => {
      const condition = conditionOf(conditions, type);
      return condition?.message && isBlocking(condition.status)
        ? [boundedText(nameCondition(condition))]
        : [];
    });
  return [
    ...pick(BLOCKERS, status => status !== 'True'),
    ...pick(BLOCKING_ACTIVITIES, status => status === 'True'),
  ].slice(0, MAX_BLOCKERS);
}

function referencesOf(
  cluster: ClusterObject,
  namespace: string | undefined,
): ClusterFact['references'] {
  const { controlPlaneRef, infrastructureRef } = cluster.spec ?? {};
  const reference = (
    role: string,
    target:
      | { kind?: string; name: string; namespace?: string | undefined }
      | undefined,
  ) => {
    const place = target?.namespace ?? namespace;
    return target
      ? [
          withoutUndefined({
            role,
            kind: boundedName(target.kind ?? 'ClusterClass'),
            namespace: place ? boundedName(place) : undefined,
            name: boundedName(target.name),
          }),
        ]
      : [];
  };
  return [
    ...reference('class', readClass(cluster)),
    ...reference('infrastructure', infrastructureRef),
    ...reference('control-plane', controlPlaneRef),
  ];
}

export function mapCluster(
  cluster: ClusterObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = cluster;
  const { kind, namespace, name, version } = context.source;
  const sets = readConditions(status, version);
  const paused = readPaused(metadata, spec?.paused, sets.current);
  const verdict = readClusterVerdict(cluster, sets, paused);
  const server = readEndpoint(spec?.controlPlaneEndpoint);
  const desiredVersion = spec?.topology?.version;
  const fact: ClusterFact = withoutUndefined({
    ...factBase(context, metadata, {
      subject: withoutUndefined({
        type: 'reference' as const,
        server,
        name: boundedName(name),
        namespace,
      }),
      changedAt: latestTime(
        [...sets.current, ...sets.old].map(
          ({ lastTransitionTime }) => lastTransitionTime,
        ),
      ),
    }),
    type: 'cluster',
    engine: 'cluster-api',
    kind,
    namespace,
    name: boundedName(name),
    health: verdict.health,
    message: verdict.message ? boundedText(verdict.message) : undefined,
    lifecycle: readLifecycle(cluster, sets, paused),
    heartbeat: readHeartbeat(sets.current),
    identity: server ? { assertedBy: 'hub', servers: [server] } : undefined,
    kubernetesVersion: readVersions(cluster).controlPlane,
    desiredKubernetesVersion: desiredVersion
      ? boundedName(desiredVersion)
      : undefined,
    claims: {},
    sets: [],
    taints: [],
    blockedBy: blockersOf(sets),
    references: referencesOf(cluster, namespace),
  });
  return { facts: [fact] };
}

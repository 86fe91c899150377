import {
  boundedName,
  boundedText,
  type ClusterFact,
  type ClusterLifecycle,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  addressOf,
  BEING_DELETED,
  conditionOf,
  describeCondition,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  timeOf,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { lastTransition, readObject } from './readObject';
import {
  readClaimedUid,
  readClusterSet,
  readProperties,
} from './readProperties';
import type { ClusterProfileObject } from './schema';

const MAX_SERVERS = 10;
const SET_LABEL = 'multicluster.x-k8s.io/clusterset';

function conditionIn({ status }: ClusterProfileObject, type: string) {
  return conditionOf(status?.conditions, type);
}

function verdictOf(profile: ClusterProfileObject): Verdict {
  if (profile.metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  const healthy = conditionIn(profile, 'ControlPlaneHealthy');
  switch (healthy?.status) {
    case 'True':
      return { health: 'healthy' };
    case 'False':
      return { health: 'degraded', message: describeCondition(healthy) };
    case 'Unknown':
      return { health: 'unknown', message: describeCondition(healthy) };
    default:
      return {
        health: 'unknown',
        message: profile.status?.conditions.length
          ? 'no condition ControlPlaneHealthy'
          : 'no status',
      };
  }
}

/** Managers write `False` as well as `Unknown` when they do not reach the cluster. */
function heartbeatOf(profile: ClusterProfileObject): ClusterFact['heartbeat'] {
  const healthy = conditionIn(profile, 'ControlPlaneHealthy');
  switch (healthy?.status) {
    case 'True':
      return { state: 'current' };
    case 'False':
    case 'Unknown':
      return withoutUndefined({
        state: 'lost' as const,
        since: timeOf(healthy.lastTransitionTime),
        reason: boundedText(describeCondition(healthy)),
      });
    default:
      return { state: 'unstated' };
  }
}

/** `Joined` is of an older draft of the API; nothing newer says as much. */
function lifecycleOf(profile: ClusterProfileObject): ClusterLifecycle {
  if (profile.metadata.deletionTimestamp !== undefined) return 'deleting';
  switch (conditionIn(profile, 'Joined')?.status) {
    case 'True':
      return 'provisioned';
    case 'False':
      return 'pending';
    default:
      return 'unknown';
  }
}

/**
 * The addresses are the manager's own word; the id among the properties is what the
 * member told it. One identity has one author, so that the id stays a claim
 * where there are addresses.
 */
function identityOf(
  { status }: ClusterProfileObject,
  properties: ClusterFact['claims'],
): ClusterFact['identity'] {
  const providers = [
    ...(status?.accessProviders ?? []),
    ...(status?.credentialProviders ?? []),
  ];
  const servers = [
    ...new Set(providers.map(({ cluster }) => addressOf(cluster.server))),
  ]
    .filter(server => server !== undefined)
    .slice(0, MAX_SERVERS);
  if (servers.length) return { assertedBy: 'hub', servers };
  const uid = readClaimedUid(properties);
  return uid ? { assertedBy: 'member', servers: [], uid } : undefined;
}

export function mapClusterProfile(
  profile: ClusterProfileObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = profile;
  const { name, namespace } = context.source;
  const properties = readProperties(status?.properties ?? []);
  const healthy = conditionIn(profile, 'ControlPlaneHealthy');
  const manager = spec?.clusterManager?.name;
  const fact: ClusterFact = joinDefined(
    factBase(context, metadata, {
      subject: withoutUndefined({
        type: 'reference' as const,
        name: boundedName(name),
        namespace,
      }),
      changedAt: lastTransition(status?.conditions),
    }),
    { type: 'cluster' },
    readObject(context, verdictOf(profile)),
    {
      lifecycle: lifecycleOf(profile),
      heartbeat: heartbeatOf(profile),
      identity: identityOf(profile, properties),
      kubernetesVersion: status?.version?.kubernetes
        ? boundedName(status.version.kubernetes)
        : undefined,
      claims: properties,
      sets: [
        ...new Set([metadata.labels[SET_LABEL], readClusterSet(properties)]),
      ]
        .filter(set => set !== undefined && set !== '')
        .map(set => boundedName(set ?? '')),
      taints: [],
      blockedBy:
        healthy && healthy.status !== 'True'
          ? [boundedText(describeCondition(healthy))]
          : [],
      references: manager
        ? [
            {
              role: 'manager',
              kind: 'ClusterManager',
              name: boundedName(manager),
            },
          ]
        : [],
    },
  );
  return { facts: [fact] };
}

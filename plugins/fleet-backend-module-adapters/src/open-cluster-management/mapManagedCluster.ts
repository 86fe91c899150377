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
  parseMillicores,
  parseQuantity,
  timeOf,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readClaimedUid, readClaims } from './readClaims';
import { lastTransition, nameIn, readObject } from './readObject';
import type { ManagedClusterObject } from './schema';

const AVAILABLE = 'ManagedClusterConditionAvailable';
const SET_LABEL = 'cluster.open-cluster-management.io/clusterset';
const HOSTING_CLUSTER =
  'import.open-cluster-management.io/hosting-cluster-name';
const MAX_SERVERS = 10;
const MAX_ENTRIES = 50;

function conditionIn({ status }: ManagedClusterObject, type: string) {
  return conditionOf(status?.conditions, type);
}

/** Whether the hub's people have let it in, as far as anything says so. */
function isAccepted(cluster: ManagedClusterObject): boolean | undefined {
  const stated = cluster.spec?.hubAcceptsClient;
  if (stated !== undefined) return stated;
  const status = conditionIn(cluster, 'HubAcceptedManagedCluster')?.status;
  return status === 'True' || status === 'False'
    ? status === 'True'
    : undefined;
}

/** The import of a cluster, where something on the hub does that. */
function failedImport(cluster: ManagedClusterObject) {
  const condition = conditionIn(cluster, 'ManagedClusterImportSucceeded');
  return condition?.status === 'False' &&
    condition.reason === 'ManagedClusterImportFailed'
    ? condition
    : undefined;
}

function verdictOf(cluster: ManagedClusterObject): Verdict {
  const { metadata, status } = cluster;
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  const failed = failedImport(cluster);
  if (failed) return { health: 'degraded', message: describeCondition(failed) };
  const available = conditionIn(cluster, AVAILABLE);
  if (available?.status === 'False') {
    return { health: 'degraded', message: describeCondition(available) };
  }
  if (available?.status === 'True') {
    const clock = conditionIn(cluster, 'ManagedClusterConditionClockSynced');
    return clock?.status === 'False'
      ? { health: 'degraded', message: describeCondition(clock) }
      : { health: 'healthy' };
  }
  if (available) {
    return { health: 'unknown', message: describeCondition(available) };
  }
  if (isAccepted(cluster) === false) {
    return { health: 'unknown', message: 'the hub has not accepted it' };
  }
  if (!status) return { health: 'unknown', message: 'no status' };
  return conditionIn(cluster, 'HubAcceptedManagedCluster')?.status === 'True'
    ? { health: 'progressing', message: 'accepted, and not available yet' }
    : { health: 'unknown', message: `no condition ${AVAILABLE}` };
}

function lifecycleOf(cluster: ManagedClusterObject): ClusterLifecycle {
  if (cluster.metadata.deletionTimestamp !== undefined) return 'deleting';
  if (failedImport(cluster)) return 'failed';
  if (isAccepted(cluster) === false) return 'pending';
  const joined = conditionIn(cluster, 'ManagedClusterJoined');
  if (joined?.status === 'True') return 'provisioned';
  return cluster.status?.conditions.length ? 'pending' : 'unknown';
}

/** Both words for "not available" mean that what the hub says is what it last knew. */
function heartbeatOf(cluster: ManagedClusterObject): ClusterFact['heartbeat'] {
  const available = conditionIn(cluster, AVAILABLE);
  switch (available?.status) {
    case 'True':
      return { state: 'current' };
    case 'False':
    case 'Unknown':
      return withoutUndefined({
        state: 'lost' as const,
        since: timeOf(available.lastTransitionTime),
        reason: boundedText(describeCondition(available)),
      });
    default:
      return { state: 'unstated' };
  }
}

function identityOf(
  { spec }: ManagedClusterObject,
  claims: ClusterFact['claims'],
): ClusterFact['identity'] {
  const servers = (spec?.managedClusterClientConfigs ?? [])
    .map(({ url }) => addressOf(url))
    .filter(url => url !== undefined)
    .slice(0, MAX_SERVERS);
  const uid = readClaimedUid(claims);
  // The agent writes the address as well as the claims.
  return servers.length || uid
    ? withoutUndefined({ assertedBy: 'member' as const, servers, uid })
    : undefined;
}

function capacityOf({ status }: ManagedClusterObject): ClusterFact['capacity'] {
  const cpu = parseMillicores(status?.capacity?.cpu);
  const memory = parseQuantity(status?.capacity?.memory);
  const capacity = withoutUndefined({
    cpuMillicores: cpu !== undefined && cpu >= 0 ? cpu : undefined,
    memoryBytes: memory !== undefined && memory >= 0 ? memory : undefined,
  });
  return Object.keys(capacity).length ? capacity : undefined;
}

function taintsOf({ spec }: ManagedClusterObject): ClusterFact['taints'] {
  return (spec?.taints ?? [])
    .slice(0, MAX_ENTRIES)
    .map(({ key, value, effect, timeAdded }) =>
      withoutUndefined({
        key: boundedName(key),
        value: nameIn(value),
        effect: boundedName(effect),
        since: timeOf(timeAdded),
      }),
    );
}

function setsOf({ metadata, status }: ManagedClusterObject): string[] {
  const labelled = metadata.labels[SET_LABEL];
  return [
    ...new Set([
      ...(labelled ? [labelled] : []),
      ...(status?.managedNamespaces ?? []).map(({ clusterSet }) => clusterSet),
    ]),
  ]
    .filter(set => set !== '')
    .slice(0, MAX_ENTRIES)
    .map(boundedName);
}

function blockersOf(cluster: ManagedClusterObject): string[] {
  const failed = failedImport(cluster);
  const clock = conditionIn(cluster, 'ManagedClusterConditionClockSynced');
  const available = conditionIn(cluster, AVAILABLE);
  return [
    ...(failed ? [describeCondition(failed)] : []),
    ...(isAccepted(cluster) === false ? ['the hub has not accepted it'] : []),
    ...(available && available.status !== 'True'
      ? [describeCondition(available)]
      : []),
    ...(clock?.status === 'False' ? [describeCondition(clock)] : []),
  ].map(boundedText);
}

export function mapManagedCluster(
  cluster: ManagedClusterObject,
  context: MapContext,
): Mapped {
  const { metadata, status } = cluster;
  const claims = readClaims(status?.clusterClaims ?? []);
  const hosting = nameIn(metadata.annotations[HOSTING_CLUSTER]);
  const fact: ClusterFact = joinDefined(
    factBase(context, metadata, {
      // No address: the agent writes it, and it must not choose the subject.
      subject: { type: 'reference', name: boundedName(context.source.name) },
      changedAt: lastTransition(status?.conditions),
    }),
    { type: 'cluster' },
    readObject(context, verdictOf(cluster)),
    {
      lifecycle: lifecycleOf(cluster),
      heartbeat: heartbeatOf(cluster),
      identity: identityOf(cluster, claims),
      accepted: isAccepted(cluster),
      kubernetesVersion: nameIn(status?.version?.kubernetes),
      capacity: capacityOf(cluster),
      claims,
      sets: setsOf(cluster),
      taints: taintsOf(cluster),
      blockedBy: blockersOf(cluster),
      references: hosting
        ? [{ role: 'hosting cluster', kind: 'ManagedCluster', name: hosting }]
        : [],
    },
  );
  return { facts: [fact] };
}

import { toTimestamp } from '../../../clock';
import type { SimulatedCluster } from '../../../SimulatedCluster';
import type { Condition } from '../../../types';
import { setCondition } from '../../conditions';
import { Node } from '../../kinds';
import type { ScenarioCluster } from '../../scenario/scenarioSchema';
import { availableCondition } from './availability';
import { claimsOf } from './claims';
import { CLUSTER_GROUP, type ManagedCluster } from './types';

const VENDORS = { aws: 'EKS', gcp: 'GKE', azure: 'AKS' };
const CLOUDS = { aws: 'Amazon', gcp: 'Google', azure: 'Azure' };

function sum(nodes: readonly Node[], resource: 'cpu' | 'memory'): string {
  const total = nodes.reduce(
    (value, { status }) =>
      value +
      parseInt((status.capacity as Record<string, string>)[resource], 10),
    0,
  );
  return resource === 'cpu' ? String(total) : `${total}Ki`;
}

function conditionsOf(time: number): Condition[] {
  const at = (offset: number) => toTimestamp(time + offset);
  let conditions: Condition[] = [];
  const add = (
    type: string,
    reason: string,
    message: string,
    offset: number,
  ) => {
    conditions = setCondition(
      conditions,
      { type, status: 'True', reason, message },
      at(offset),
    );
  };
  add(
    'HubAcceptedManagedCluster',
    'HubClusterAdminAccepted',
    'Accepted by hub cluster admin',
    60_000,
  );
  add(
    'ManagedClusterJoined',
    'ManagedClusterJoined',
    'Managed cluster joined',
    90_000,
  );
  conditions = setCondition(conditions, availableCondition(true), at(120_000));
  add(
    'ManagedClusterConditionClockSynced',
    'ManagedClusterClockSynced',
    'The clock of the managed cluster is synced with the hub.',
    120_000,
  );
  return conditions;
}

/** A cluster that has joined, at the time at which it registered. */
export function buildManagedCluster(options: {
  spec: ScenarioCluster;
  cluster: SimulatedCluster;
  set: string;
  registeredAt: number;
  wave?: string;
}): ManagedCluster {
  const { spec, cluster, set, registeredAt, wave } = options;
  const nodes = cluster.store.all<Node>('v1', 'Node');
  const capacity = { cpu: sum(nodes, 'cpu'), memory: sum(nodes, 'memory') };
  return {
    apiVersion: `${CLUSTER_GROUP}/v1`,
    kind: 'ManagedCluster',
    metadata: {
      name: spec.name,
      labels: {
        [`${CLUSTER_GROUP}/clusterset`]: set,
        cloud: CLOUDS[spec.provider],
        vendor: VENDORS[spec.provider],
        environment: spec.environment,
        region: spec.region,
        ...(wave && { wave }),
        'feature.open-cluster-management.io/addon-work-manager': 'available',
      },
    },
    spec: {
      hubAcceptsClient: true,
      leaseDurationSeconds: 60,
      managedClusterClientConfigs: [{ url: cluster.url }],
    },
    status: {
      conditions: conditionsOf(registeredAt),
      version: { kubernetes: `v${spec.kubernetesVersion}` },
      capacity,
      allocatable: capacity,
      clusterClaims: claimsOf(spec, cluster),
    },
  };
}

/** A cluster that asked to join, and that nobody has let in. */
export function buildUnacceptedCluster(
  { name, provider }: ScenarioCluster,
  cluster: SimulatedCluster,
  registeredAt: number,
): ManagedCluster {
  return {
    apiVersion: `${CLUSTER_GROUP}/v1`,
    kind: 'ManagedCluster',
    metadata: { name, labels: { cloud: CLOUDS[provider] } },
    spec: {
      hubAcceptsClient: false,
      leaseDurationSeconds: 60,
      managedClusterClientConfigs: [{ url: cluster.url }],
    },
    status: {
      conditions: [
        {
          type: 'HubAcceptedManagedCluster',
          status: 'False',
          reason: 'HubClusterAdminDenied',
          message: 'Denied by hub cluster admin',
          lastTransitionTime: toTimestamp(registeredAt),
        },
      ],
    },
  };
}

import { findCondition } from '../../conditions';
import { stated, type Stated, withConditions } from './conditions';
import { countsOf, gather, isOutdated, versionsOf } from './poolStatus';
import type { Cluster, Machine, Pool, Status } from './types';

/** A pool of a cluster with its machines. */
export type Members = { pool: Pool; machines: readonly Machine[] };

/** What a cluster's status is made from. */
export type ClusterParts = {
  controlPlane: Members;
  workers: readonly Members[];
  /** Why the infrastructure is not there; absent where it is. */
  withheld?: string;
  isReachable: boolean;
};

function sumOf(members: readonly Members[]) {
  const all = members.map(({ pool, machines }) => countsOf(pool, machines));
  const sum = (key: keyof (typeof all)[number]) =>
    all.reduce((total, counts) => total + counts[key], 0);
  return {
    desiredReplicas: members.reduce(
      (total, { pool }) => total + pool.spec.replicas,
      0,
    ),
    replicas: sum('replicas'),
    readyReplicas: sum('readyReplicas'),
    availableReplicas: sum('availableReplicas'),
    upToDateReplicas: sum('upToDateReplicas'),
    versions: versionsOf(members.flatMap(({ machines }) => machines)),
  };
}

function wordOf({ pool }: Members, version: string): string {
  const isBehind =
    (pool.spec.version ?? pool.spec.template?.spec.version) !== version;
  return `${pool.kind} ${pool.metadata.name} ${
    isBehind ? 'pending upgrade' : 'upgrading'
  } to version ${version}`;
}

/** The parts that do not yet run the version of the topology. */
function upgrading({ topology }: Cluster['spec'], parts: ClusterParts) {
  return [parts.controlPlane, ...parts.workers].filter(({ machines }) =>
    machines.some(({ spec }) => spec.version !== topology.version),
  );
}

function topologyOf(cluster: Cluster, parts: ClusterParts): Stated {
  const { version } = cluster.spec.topology;
  const behind = upgrading(cluster.spec, parts);
  return behind.length
    ? stated(
        'TopologyReconciled',
        false,
        [
          `Cluster is upgrading to ${version}`,
          ...behind.map(members => `  * ${wordOf(members, version)}`),
        ].join('\n'),
        'ClusterUpgrading',
      )
    : stated('TopologyReconciled', true, '', 'ReconcileSucceeded');
}

function probeText(hasBegun: boolean, isReachable: boolean): string {
  if (!hasBegun) return 'Remote connection not established yet';
  return isReachable ? '' : 'Remote connection probe failed';
}

function conditionsOf(cluster: Cluster, parts: ClusterParts): Stated[] {
  const { controlPlane, workers, withheld, isReachable } = parts;
  const say = (members: readonly Members[], type: string) =>
    members.map(
      ({ pool }) =>
        [
          `${pool.kind} ${pool.metadata.name}`,
          findCondition(pool.status?.conditions, type),
        ] as const,
    );
  const every = (members: readonly Members[], type: string) => {
    const found = say(members, type).map(([, condition]) => condition?.status);
    if (found.includes('False')) return false;
    return found.every(status => status === 'True') ? true : undefined;
  };
  const some = (type: string) =>
    say([controlPlane, ...workers], type).filter(
      ([, condition]) => condition?.status === 'True',
    );
  const hasBegun = every([controlPlane], 'Initialized') === true;
  const probe = probeText(hasBegun, isReachable);
  const controlPlaneText = gather(say([controlPlane], 'Available'));
  const workersText = gather(say(workers, 'Available'));
  const controlPlaneIsThere = hasBegun
    ? every([controlPlane], 'Available')
    : false;
  const workersAreThere = every(workers, 'Available');
  const topology = topologyOf(cluster, parts);
  const bad = [
    ...(probe ? [`* RemoteConnectionProbe: ${probe}`] : []),
    ...(withheld ? [`* InfrastructureReady: ${withheld}`] : []),
    ...(controlPlaneIsThere === false
      ? [`* ControlPlaneAvailable: ${controlPlaneText}`]
      : []),
    ...(workersAreThere === false
      ? [`* WorkersAvailable: ${workersText}`]
      : []),
  ];
  const activity = (type: string) => {
    const found = some(type);
    return stated(type, found.length > 0, gather(found));
  };
  const outdated = (members: readonly Members[]) =>
    members.some(({ pool, machines }) =>
      machines.some(machine => isOutdated(pool, machine)),
    );
  return [
    stated(
      'Available',
      bad.length === 0,
      bad.join('\n') ||
        (topology.status === 'True'
          ? ''
          : `* TopologyReconciled: ${topology.message}`),
    ),
    topology,
    stated(
      'InfrastructureReady',
      !withheld,
      withheld ?? '',
      withheld ? 'NotReady' : 'Ready',
    ),
    stated('ControlPlaneInitialized', hasBegun),
    stated('ControlPlaneAvailable', controlPlaneIsThere, controlPlaneText),
    stated(
      'ControlPlaneMachinesReady',
      every([controlPlane], 'MachinesReady'),
      gather(say([controlPlane], 'MachinesReady')),
    ),
    stated('ControlPlaneMachinesUpToDate', !outdated([controlPlane])),
    stated('WorkersAvailable', workersAreThere, workersText),
    stated(
      'WorkerMachinesReady',
      every(workers, 'MachinesReady'),
      gather(say(workers, 'MachinesReady')),
    ),
    stated('WorkerMachinesUpToDate', !outdated(workers)),
    stated(
      'RemoteConnectionProbe',
      !probe,
      probe,
      probe ? 'ProbeFailed' : 'ProbeSucceeded',
    ),
    activity('RollingOut'),
    activity('ScalingUp'),
    activity('ScalingDown'),
    stated('Remediating', false),
    stated('Deleting', false),
    stated('Paused', false),
  ];
}

/** The status of a cluster as its parts make it. */
export function clusterStatus(
  cluster: Cluster,
  parts: ClusterParts,
  time: string,
): Status {
  const { generation } = cluster.metadata;
  const wanted = conditionsOf(cluster, parts);
  return {
    ...cluster.status,
    observedGeneration: generation,
    phase: cluster.spec.controlPlaneEndpoint ? 'Provisioned' : 'Provisioning',
    initialization: {
      infrastructureProvisioned: !parts.withheld,
      controlPlaneInitialized: wanted.some(
        ({ type, status }) =>
          type === 'ControlPlaneInitialized' && status === 'True',
      ),
    },
    controlPlane: sumOf([parts.controlPlane]),
    workers: sumOf(parts.workers),
    conditions: withConditions(
      cluster.status?.conditions,
      wanted,
      time,
      generation,
    ),
  };
}

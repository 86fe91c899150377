import type { Condition } from '../../../types';
import { findCondition } from '../../conditions';
import { stated, type Stated, withConditions } from './conditions';
import type { Counts, Machine, Pool, Status, Versions } from './types';

function isTrue(machine: Machine, type: string): boolean {
  return findCondition(machine.status?.conditions, type)?.status === 'True';
}

/** Whether a machine is older than what its pool is to be made of. */
export function isOutdated(pool: Pool, machine: Machine): boolean {
  const { version, template, rollout } = pool.spec;
  const wanted = version ?? template?.spec.version;
  const created = machine.metadata.creationTimestamp ?? '';
  return (
    machine.spec.version !== wanted ||
    (rollout?.after !== undefined &&
      Date.parse(created) < Date.parse(rollout.after))
  );
}

export function countsOf(pool: Pool, machines: readonly Machine[]): Counts {
  const count = (isMeant: (machine: Machine) => boolean) =>
    machines.filter(isMeant).length;
  return {
    replicas: machines.length,
    readyReplicas: count(machine => isTrue(machine, 'Ready')),
    availableReplicas: count(machine => isTrue(machine, 'Available')),
    upToDateReplicas: count(machine => !isOutdated(pool, machine)),
  };
}

export function versionsOf(machines: readonly Machine[]): Versions {
  const counts = new Map<string, number>();
  for (const { spec } of machines) {
    counts.set(spec.version, (counts.get(spec.version) ?? 0) + 1);
  }
  return [...counts]
    .map(([version, replicas]) => ({ version, replicas }))
    .sort((one, other) => one.version.localeCompare(other.version));
}

/** What several objects say under one condition, as a list of lines. */
export function gather(
  conditions: readonly (readonly [string, Condition | undefined])[],
): string {
  return conditions
    .flatMap(([name, condition]) =>
      condition?.message ? [`* ${name}: ${condition.message}`] : [],
    )
    .join('\n');
}

function conditionsOf(
  pool: Pool,
  machines: readonly Machine[],
  counts: Counts,
  isReachable: boolean,
): Stated[] {
  const { replicas } = pool.spec;
  const live = machines.filter(({ metadata }) => !metadata.deletionTimestamp);
  const isControlPlane = pool.kind === 'KubeadmControlPlane';
  const required = isControlPlane ? 1 : replicas;
  const hasBegun = counts.availableReplicas > 0 || replicas === 0;
  const isAvailable =
    hasBegun && !isReachable ? undefined : counts.availableReplicas >= required;
  const notReady = machines.filter(machine => !isTrue(machine, 'Ready'));
  const notReadyText = gather(
    notReady.map(machine => [
      `Machine ${machine.metadata.name}`,
      findCondition(machine.status?.conditions, 'Ready'),
    ]),
  );
  const outdated = live.filter(machine => isOutdated(pool, machine));
  const unavailable = isControlPlane
    ? 'Control plane not yet initialized'
    : `${counts.availableReplicas} available replicas, at least ${required} required`;
  const scaling = (from: number, word: string) =>
    `Scaling ${word} from ${from} to ${replicas} replicas`;
  const isUp = live.length < replicas;
  const isDown = live.length > replicas;
  return [
    stated('Available', isAvailable, isAvailable ? '' : unavailable),
    ...(isControlPlane
      ? [
          stated('Initialized', hasBegun, hasBegun ? '' : unavailable),
          stated('CertificatesAvailable', true, '', 'Available'),
          stated(
            'EtcdClusterHealthy',
            isAvailable,
            '',
            isAvailable ? 'Healthy' : 'NotHealthy',
          ),
        ]
      : []),
    stated('MachinesReady', notReady.length === 0, notReadyText),
    stated('MachinesUpToDate', outdated.length === 0),
    stated(
      'RollingOut',
      outdated.length > 0,
      outdated.length
        ? `Rolling out ${outdated.length} not up-to-date replicas`
        : '',
    ),
    stated('ScalingUp', isUp, isUp ? scaling(live.length, 'up') : ''),
    stated('ScalingDown', isDown, isDown ? scaling(live.length, 'down') : ''),
    stated('Remediating', false),
    stated('Deleting', false),
  ];
}

function phaseOf({ spec }: Pool, counts: Counts): string {
  if (counts.readyReplicas < spec.replicas) return 'ScalingUp';
  return counts.replicas > spec.replicas ? 'ScalingDown' : 'Running';
}

/** The status of a pool as its machines make it. */
export function poolStatus(
  pool: Pool,
  machines: readonly Machine[],
  isReachable: boolean,
  time: string,
): Status {
  const counts = countsOf(pool, machines);
  const versions = versionsOf(machines);
  const { generation } = pool.metadata;
  const stateds = conditionsOf(pool, machines, counts, isReachable);
  const isControlPlane = pool.kind === 'KubeadmControlPlane';
  return {
    ...pool.status,
    observedGeneration: generation,
    ...(pool.kind === 'MachineDeployment' && { phase: phaseOf(pool, counts) }),
    ...counts,
    versions,
    ...(isControlPlane && {
      initialization: {
        controlPlaneInitialized:
          stateds.find(({ type }) => type === 'Initialized')?.status === 'True',
      },
      ...(versions.length > 0 && { version: versions[0].version }),
    }),
    conditions: withConditions(
      pool.status?.conditions,
      [
        // A MachineSet does not sum up.
        ...stateds.filter(
          ({ type }) => pool.kind !== 'MachineSet' || type !== 'Available',
        ),
        stated('Paused', false),
      ],
      time,
      generation,
    ),
  };
}

import {
  boundedName,
  boundedText,
  type PoolFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  conditionOf,
  factBase,
  type KeySelection,
  latestTime,
  type MapContext,
  type Mapped,
  type ObjectMetadata,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { type ConditionSets, nameCondition } from './readConditions';
import { readParent, readSubject } from './readSubject';
import type { CapiCondition } from './schema';

const MAX_BLOCKERS = 10;

/** Conditions of pools that stand in the way when they are not true, worst first. */
const BLOCKERS = [
  'CertificatesAvailable',
  'Initialized',
  'EtcdClusterHealthy',
  'ControlPlaneComponentsHealthy',
  'Available',
  'BootstrapConfigReady',
  'InfrastructureReady',
  'HealthCheckSucceeded',
  'NodeHealthy',
  'MachinesReady',
  'RemediationAllowed',
];
/** These when they are true: their messages say what is waited for. */
const BLOCKING_ACTIVITIES = ['Remediating', 'RollingOut', 'ScalingUp'];

/** Of the many objects that are one of several: what tells which. */
export const PART_LABELS: KeySelection = {
  first: ['cluster.x-k8s.io/', 'topology.cluster.x-k8s.io/'],
  rest: false,
};

function blockersOf(conditions: readonly CapiCondition[]): string[] {
  const pick = (types: string[], isBlocking: (status?: string) => boolean) =>
    types.flatMap(type => {
      const condition = conditionOf(conditions, type);
      // Without a word on what it is, it says no more than the health does.
      return condition?.message && isBlocking(condition.status)
        ? [boundedText(nameCondition(condition))]
        : [];
    });
  return [
    ...pick(BLOCKERS, status => status !== 'True'),
    ...pick(BLOCKING_ACTIVITIES, status => status === 'True'),
  ].slice(0, MAX_BLOCKERS);
}

/** What the kinds of machines say each in their own way. */
export type PoolDetails = {
  metadata: ObjectMetadata;
  clusterName: string | undefined;
  sets: ConditionSets;
  role: PoolFact['role'];
  verdict: Verdict;
  paused: boolean;
  replicas: PoolFact['replicas'];
  version?: string | undefined;
  desiredVersion?: string | undefined;
  node?: string | undefined;
  remediationsAllowed?: number | undefined;
  labels?: KeySelection;
};

/** The fact of machines that are managed together, or of one of them. */
export function readPool(details: PoolDetails, context: MapContext): Mapped {
  const { metadata, sets, verdict } = details;
  const { kind, namespace, name } = context.source;
  const { current, old } = sets;
  const conditions = current.length ? current : old;
  const nameOf = (text: string | undefined) =>
    text ? boundedName(text) : undefined;
  const fact: PoolFact = withoutUndefined({
    ...factBase(context, metadata, {
      subject: readSubject(metadata, details.clusterName, context),
      changedAt: latestTime(
        conditions.map(({ lastTransitionTime }) => lastTransitionTime),
      ),
      labels: details.labels,
    }),
    type: 'pool',
    engine: 'cluster-api',
    kind,
    namespace,
    name: boundedName(name),
    role: details.role,
    health: verdict.health,
    message: verdict.message ? boundedText(verdict.message) : undefined,
    paused: details.paused,
    kubernetesVersion: nameOf(details.version),
    desiredKubernetesVersion: nameOf(details.desiredVersion),
    replicas: withoutUndefined(details.replicas),
    node: nameOf(details.node),
    remediationsAllowed: details.remediationsAllowed,
    blockedBy: blockersOf(current),
    parent: readParent(metadata, context),
  });
  return { facts: [fact] };
}

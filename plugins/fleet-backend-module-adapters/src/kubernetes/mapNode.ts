import {
  boundedName,
  boundedText,
  type NodeFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  conditionOf,
  describeCondition,
  factBase,
  type MapContext,
  type Mapped,
  parseMillicores,
  parseQuantity,
  timeOf,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { NodeObject } from './schema';

/** Conditions that are bad when they are true, worst first. */
const PRESSURES = [
  'NetworkUnavailable',
  'DiskPressure',
  'MemoryPressure',
  'PIDPressure',
] as const;

function verdictOf(node: NodeObject): Verdict {
  if (node.metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  const conditions = node.status?.conditions;
  const ready = conditionOf(conditions, 'Ready');
  if (ready?.status === 'False') {
    return { health: 'degraded', message: describeCondition(ready) };
  }
  if (ready?.status !== 'True') {
    return {
      health: 'unknown',
      message: ready ? describeCondition(ready) : 'no Ready condition',
    };
  }
  for (const type of PRESSURES) {
    const pressure = conditionOf(conditions, type);
    if (pressure?.status === 'True') {
      return {
        health: 'degraded',
        message: `${type}: ${describeCondition(pressure)}`,
      };
    }
  }
  return { health: 'healthy' };
}

function atLeastZero(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 ? value : undefined;
}

function resourcesOf(
  resources: NonNullable<NodeObject['status']>['capacity'],
): NodeFact['capacity'] {
  const pods = atLeastZero(parseQuantity(resources?.pods));
  return withoutUndefined({
    cpuMillicores: atLeastZero(parseMillicores(resources?.cpu)),
    memoryBytes: atLeastZero(parseQuantity(resources?.memory)),
    pods: Number.isSafeInteger(pods) ? pods : undefined,
  });
}

function labelOf(node: NodeObject, ...keys: string[]): string | undefined {
  const key = keys.find(candidate => node.metadata.labels[candidate]);
  return key && boundedName(node.metadata.labels[key]);
}

function providerOf(node: NodeObject): string | undefined {
  const [provider, rest] = node.spec?.providerID?.split('://', 2) ?? [];
  return provider && rest !== undefined ? boundedName(provider) : undefined;
}

export function mapNode(node: NodeObject, context: MapContext): Mapped {
  const verdict = verdictOf(node);
  const { status, spec } = node;
  const kubeletVersion = status?.nodeInfo?.kubeletVersion;
  const fact: NodeFact = withoutUndefined({
    ...factBase(context, node.metadata, {
      changedAt: timeOf(
        conditionOf(status?.conditions, 'Ready')?.lastTransitionTime,
      ),
      labels: {
        first: [
          'topology.kubernetes.io/',
          'node-role.kubernetes.io/',
          'kubernetes.io/arch',
          'kubernetes.io/os',
        ],
        rest: false,
      },
      annotations: { first: [], rest: false },
    }),
    type: 'node',
    name: boundedName(context.source.name),
    health: verdict.health,
    message: verdict.message && boundedText(verdict.message),
    unschedulable: spec?.unschedulable ?? false,
    kubeletVersion: kubeletVersion ? boundedName(kubeletVersion) : undefined,
    capacity: resourcesOf(status?.capacity),
    allocatable: resourcesOf(status?.allocatable),
    region: labelOf(
      node,
      'topology.kubernetes.io/region',
      'failure-domain.beta.kubernetes.io/region',
    ),
    zone: labelOf(
      node,
      'topology.kubernetes.io/zone',
      'failure-domain.beta.kubernetes.io/zone',
    ),
    instanceType: labelOf(
      node,
      'node.kubernetes.io/instance-type',
      'beta.kubernetes.io/instance-type',
    ),
    provider: providerOf(node),
  });
  return { facts: [fact] };
}

import {
  boundedName,
  boundedText,
  MAX_OTHER_RESOURCES,
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

/**
 * What the control plane says of a node by its taints, whatever the kubelet has
 * said last. A kubelet that is gone cannot take its own word back.
 */
const TAINTS: Record<string, Verdict> = {
  'node.kubernetes.io/out-of-service': {
    health: 'degraded',
    message: 'tainted out-of-service: someone declared it shut down',
  },
  'node.cloudprovider.kubernetes.io/shutdown': {
    health: 'degraded',
    message: 'tainted shutdown: its provider has shut it down',
  },
  'node.kubernetes.io/unreachable': {
    health: 'unknown',
    message: 'tainted unreachable: the control plane has lost it',
  },
  'node.kubernetes.io/not-ready': {
    health: 'progressing',
    message: 'tainted not-ready: pods are not put on it yet',
  },
  'node.cloudprovider.kubernetes.io/uninitialized': {
    health: 'progressing',
    message: 'tainted uninitialized: its provider has not described it yet',
  },
};

function taintOf(node: NodeObject): Verdict | undefined {
  const keys = new Set(node.spec?.taints.map(({ key }) => key));
  const found = Object.keys(TAINTS).find(key => keys.has(key));
  return found === undefined ? undefined : TAINTS[found];
}

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
  return taintOf(node) ?? { health: 'healthy' };
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

/** Those that have columns of their own everywhere else. */
const USUAL: readonly string[] = ['cpu', 'memory', 'pods'];

/** What pods may take, with all that the node has besides. */
function allocatableOf(
  resources: NonNullable<NodeObject['status']>['allocatable'],
): NodeFact['allocatable'] {
  if (!resources) return {};
  const others: { resource: string; amount: number }[] = [];
  for (const name of Object.keys(resources)) {
    if (USUAL.includes(name) || boundedName(name) !== name) continue;
    const amount = atLeastZero(parseQuantity(resources[name]));
    // A node without any says so of each size of page.
    if (amount) others.push({ resource: name, amount: Math.floor(amount) });
    if (others.length === MAX_OTHER_RESOURCES) break;
  }
  others.sort((a, b) => (a.resource < b.resource ? -1 : 1));
  return { ...resourcesOf(resources), others };
}

/** Effects of taints by which no pod is put on a node that does not tolerate them. */
const REPELLING: readonly (string | undefined)[] = ['NoSchedule', 'NoExecute'];

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
    tainted: (spec?.taints ?? []).some(({ effect }) =>
      REPELLING.includes(effect),
    ),
    kubeletVersion: kubeletVersion ? boundedName(kubeletVersion) : undefined,
    capacity: resourcesOf(status?.capacity),
    allocatable: allocatableOf(status?.allocatable),
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

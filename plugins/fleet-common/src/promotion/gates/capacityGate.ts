import { amountText } from '../text/amountText';
import type { Gate, GateStatus } from './Gate';
import {
  type Found,
  gateOverTargets,
  type TargetFacts,
} from './gateOverTargets';

/**
 * Whether there is enough of something.
 *
 * @public
 */
export type CapacityResource = {
  /** Of what, e.g. `cpu` in cores, `memory` in bytes, `pods`. */
  resource: string;
  /** What the promotion takes more there, with what runs beside it while it comes. */
  needed?: number;
  /** What is left, as far as that is known: enough of it is enough. */
  free?: number;
  /** What is left at most, where that is more than `free`: only what is more than this is too much. */
  freeAtMost?: number;
  /** What leaves no more, e.g. `nodes`, or a quota by its name. */
  by?: string;
  /** Why something of it is not known, for people. */
  because?: string;
  /** What it was counted by in spite of that it is not said, for people. */
  note?: string;
};

/**
 * What a cluster has room for.
 *
 * @public
 */
export type CapacityFact = {
  /** At least one. Of each the one limit that leaves the least. */
  resources: readonly CapacityResource[];
  /** Whether there is a node that is large enough for one pod of a workload. */
  nodes?: readonly {
    /** What the pod is of. */
    workload: string;
    /** Absent where that is not known. */
    isLargeEnough?: boolean;
    because?: string;
  }[];
};

/**
 * Whether there is enough of a resource: what is between that which is surely free and that
 * which is free at most is not known.
 *
 * @public
 */
export function capacityStatusOf({
  needed,
  free,
  freeAtMost = free,
}: CapacityResource): Extract<GateStatus, 'passed' | 'failed' | 'unknown'> {
  if (needed === undefined) return 'unknown';
  if (free !== undefined && needed <= free) return 'passed';
  return freeAtMost !== undefined && needed > freeAtMost ? 'failed' : 'unknown';
}

function textOf(resource: CapacityResource): string {
  const { needed, free, freeAtMost = free, by } = resource;
  const status = capacityStatusOf(resource);
  const because =
    (status === 'unknown' ? resource.because : undefined) ?? resource.note;
  // Too much is told by what there is at most, all else by what is sure.
  const left = status === 'failed' ? freeAtMost : free;
  const amount = (value: number) => amountText(resource.resource, value);
  let text: string;
  if (needed === undefined || Number.isNaN(needed)) {
    text = 'what is needed is not known';
  } else if (left === undefined || Number.isNaN(left)) {
    text = `${amount(needed)} needed, and what is free is not known`;
  } else {
    text = `${amount(needed)} needed, at most ${amount(left)} free`;
    if (by) text += ` by ${by}`;
    if (status === 'unknown') text += ' that is surely for it';
  }
  return `${resource.resource}: ${text}${because ? ` (${because})` : ''}`;
}

function ofNode({
  workload,
  isLargeEnough,
  because,
}: NonNullable<CapacityFact['nodes']>[number]): Found {
  const why = because ? ` (${because})` : '';
  if (isLargeEnough === undefined) {
    return {
      key: `node for ${workload} unknown`,
      status: 'unknown',
      text: `whether a node is large enough for a pod of ${workload} is not known${why}`,
    };
  }
  return isLargeEnough
    ? {
        key: `node for ${workload}`,
        status: 'passed',
        text: `a node is large enough for a pod of ${workload}`,
      }
    : {
        key: `no node for ${workload}`,
        status: 'failed',
        text: `no node is large enough for a pod of ${workload}${why}`,
      };
}

/**
 * Whether there is room for what comes, on all clusters that it goes to.
 *
 * @public
 */
export function capacityGate(facts: TargetFacts<CapacityFact>): Gate {
  return gateOverTargets('capacity', facts, ({ resources, nodes = [] }) =>
    resources.length === 0
      ? []
      : [
          ...resources.map(resource => ({
            // What is free changes with every pod, and is the same lack.
            key: [
              resource.resource,
              capacityStatusOf(resource),
              resource.needed,
              resource.by,
            ]
              .filter(word => word !== undefined)
              .join(' '),
            status: capacityStatusOf(resource),
            text: textOf(resource),
          })),
          ...nodes.map(ofNode),
        ],
  );
}

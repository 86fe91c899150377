import type {
  PodDemand,
  ResourceAmounts,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Amounts } from './types';

/** What a pod takes: what it requests, and what it is limited to. */
export function amountsOf({ requests, limits }: PodDemand): Amounts {
  return new Map([...entriesOf(requests, ''), ...entriesOf(limits, 'limits.')]);
}

/** What a pod requests alone, which is what nodes have to have. */
export function requestsOf({ requests }: PodDemand): Amounts {
  return new Map(entriesOf(requests, ''));
}

function entriesOf(
  { cpuMillicores, memoryBytes, others = [] }: ResourceAmounts,
  prefix: string,
): [string, number][] {
  const entries: [string, number][] = others.map(({ resource, amount }) => [
    `${prefix}${resource}`,
    amount,
  ]);
  if (cpuMillicores !== undefined) {
    entries.push([`${prefix}cpu`, cpuMillicores]);
  }
  if (memoryBytes !== undefined) entries.push([`${prefix}memory`, memoryBytes]);
  return entries;
}

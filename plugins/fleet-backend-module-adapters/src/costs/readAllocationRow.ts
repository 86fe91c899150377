import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';
import { allocationRowSchema, type AllocationRow } from './allocationRow';
import { describeProblem } from './describeProblem';
import type { CostLine } from './lineSchema';
import { outsideOf } from './outsideOf';
import { readCosts } from './readCosts';
import { readShare, valueOf } from './readShare';
import type { Window } from './wholeDays';

/** What a row says, but for whose cluster it is of, and what was asked. */
export type AllocationLine = Pick<
  CostLine,
  | 'share'
  | 'name'
  | 'cluster'
  | 'namespace'
  | 'controllerKind'
  | 'controller'
  | 'window'
  | 'minutes'
  | 'costs'
  | 'adjustment'
  | 'usage'
  | 'sizing'
  | 'warnings'
>;

function minutesOf({ minutes, start, end }: AllocationRow): number | undefined {
  if (minutes !== undefined) return minutes;
  if (start === undefined || end === undefined) return undefined;
  return Math.max(0, (Date.parse(end) - Date.parse(start)) / 60_000);
}

/** A row with maxima is of one container of one pod. */
function sizingOf({ rawAllocationOnly }: AllocationRow): CostLine['sizing'] {
  const { cpuCoreUsageMax, ramByteUsageMax } = rawAllocationOnly ?? {};
  if (cpuCoreUsageMax === undefined && ramByteUsageMax === undefined) {
    return undefined;
  }
  return withoutUndefined({
    replicas: 1,
    cpuCoresHigh: cpuCoreUsageMax,
    memoryBytesHigh: ramByteUsageMax,
  });
}

/** What a row of an allocation set says, or why it says nothing. */
export function readAllocationRow(
  name: string,
  row: unknown,
  window: Window,
): AllocationLine | { problem: string } {
  const parsed = allocationRowSchema.safeParse(row);
  if (!parsed.success) {
    return { problem: `${name}: ${describeProblem(parsed.error)}` };
  }
  const { data } = parsed;
  const outside = outsideOf(window, data);
  if (outside) return { problem: `${name}: ${outside}` };
  const minutes = minutesOf(data);
  if (minutes === undefined) return { problem: `${name}: minutes: missing` };
  const read = readCosts(data);
  if (!read) return { problem: `${name}: totalCost: not known` };
  const { properties } = data;
  return withoutUndefined({
    share: readShare(name),
    name,
    cluster: properties?.cluster || undefined,
    namespace: valueOf(properties?.namespace),
    controllerKind: valueOf(properties?.controllerKind),
    controller: valueOf(properties?.controller),
    window,
    minutes,
    ...read,
    usage: withoutUndefined({
      cpuCoresRequested: data.cpuCoreRequestAverage,
      cpuCoresUsed: data.cpuCoreUsageAverage,
      ramBytesRequested: data.ramByteRequestAverage,
      ramBytesUsed: data.ramByteUsageAverage,
      gpus: data.gpuCount,
      pvBytes: data.pvBytes,
      networkSentBytes: data.networkTransferBytes,
      networkReceivedBytes: data.networkReceiveBytes,
    }),
    sizing: sizingOf(data),
  });
}

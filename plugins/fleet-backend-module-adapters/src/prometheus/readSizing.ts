import { readOwner } from '../owners/readOwner';
import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';
import type { CostLine } from '../costs/lineSchema';
import { SIZING_QUANTITIES } from './readQueries';
import type { Sample } from './readSamples';

type SizingQuantity = (typeof SIZING_QUANTITIES)[number];

/** What was answered of each day; empty where it was not asked for. */
export type SizingSamples = Record<SizingQuantity, readonly Sample[]>;

/** What right-sizing has to know of a workload. */
export type Sizing = NonNullable<CostLine['sizing']>;

type Told = Partial<Record<SizingQuantity, number>>;

/** Of several ReplicaSets of one Deployment the worst counts; pods and kills are of all. */
const ADDED: ReadonlySet<SizingQuantity> = new Set([
  'replicas',
  'oomEvents',
  'oomRestarts',
  'restarts',
  'oomEnded',
]);

/**
 * Kinds whose pods have to be started again, so that no restart says that none was killed.
 * Pods of Jobs may end for good, and those of kinds that nobody knows may, too.
 */
const RESTARTED: ReadonlySet<string | undefined> = new Set([
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
  'DaemonSet',
]);

/**
 * What right-sizing has to know of workloads, by the JSON of namespace, kind and name. What
 * no series tells is absent.
 *
 * @param hours - of how many there are samples
 */
export function readSizing(
  samples: SizingSamples,
  hours: number,
): Map<string, Sizing> {
  const byWorkload = new Map<string, Told>();
  const kinds = new Map<string, string | undefined>();
  for (const quantity of SIZING_QUANTITIES) {
    for (const { labels, value } of samples[quantity]) {
      const { kind, name } = readOwner(labels.owner_kind, labels.owner_name);
      const id = JSON.stringify([labels.namespace ?? '', kind, name]);
      const told = byWorkload.get(id) ?? {};
      byWorkload.set(id, told);
      kinds.set(id, kind);
      const known = told[quantity];
      told[quantity] = ADDED.has(quantity)
        ? (known ?? 0) + value
        : Math.max(known ?? 0, value);
    }
  }
  // Whether limits are told at all: without them no one's absence says that there is none.
  const tellsLimits = samples.cpuLimits.length > 0;
  return new Map(
    [...byWorkload].map(([id, told]) => [
      id,
      toSizing(told, {
        tellsLimits,
        isRestarted: RESTARTED.has(kinds.get(id)),
        hours,
      }),
    ]),
  );
}

function toSizing(
  told: Told,
  {
    tellsLimits,
    isRestarted,
    hours,
  }: { tellsLimits: boolean; isRestarted: boolean; hours: number },
): Sizing {
  return withoutUndefined({
    replicas: told.replicas === undefined ? undefined : told.replicas / hours,
    cpuCoresHigh: told.cpuHigh,
    memoryBytesHigh: told.ramHigh,
    cpuThrottledShare: throttledOf(told, tellsLimits),
    outOfMemoryKills: killsOf(told, isRestarted),
  });
}

/** What has no limit is not throttled; what has one and no periods nobody knows of. */
function throttledOf(
  { throttled, cpuLimits }: Told,
  tellsLimits: boolean,
): number | undefined {
  if (throttled !== undefined) return Math.min(1, throttled);
  return tellsLimits && cpuLimits === undefined ? 0 : undefined;
}

/**
 * How often something was killed for want of memory. The kubelet's counter goes with the
 * container that was killed, so that of something that was started again, and does not say
 * why, a counter of 0 proves nothing. Nor does it of what is not started again: of that none
 * was killed only where it is told that it did not end so.
 */
function killsOf(
  { oomEvents, oomRestarts, restarts, oomEnded }: Told,
  isRestarted: boolean,
): number | undefined {
  const seen = Math.max(oomEvents ?? 0, oomRestarts ?? 0, oomEnded ?? 0);
  // Increases are extrapolated, and fall between whole numbers.
  if (seen > 0) return Math.ceil(seen);
  if (restarts !== undefined && restarts > 0) return undefined;
  return isRestarted ? restarts ?? oomEvents : oomEnded;
}

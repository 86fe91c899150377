import type { CapacityResource } from '@fleetview/backstage-plugin-fleet-common';
import {
  parseMillicores,
  parseQuantity,
} from '@fleetview/backstage-plugin-fleet-node';
import { openOf, type PodSum } from './sumPods';
import type { RoomQuota } from './types';

/** Resources that are counted in thousandths. */
export const MILLI: ReadonlySet<string> = new Set(['cpu', 'limits.cpu']);

/** What a quota calls by itself, or counts as objects. */
const NAMES: Readonly<Record<string, string>> = {
  cpu: 'cpu',
  memory: 'memory',
  'ephemeral-storage': 'ephemeral-storage',
  pods: 'pods',
  'count/pods': 'pods',
};

/**
 * What a limit of a quota counts, as amounts of pods call it; nothing where pods take nothing
 * of it.
 */
function countedBy(resource: string): string | undefined {
  if (Object.hasOwn(NAMES, resource)) return NAMES[resource];
  // Of volumes, which no rollout makes.
  if (resource === 'requests.storage') return undefined;
  if (/^(limits\.|hugepages-)/.test(resource)) return resource;
  return resource.startsWith('requests.')
    ? resource.slice('requests.'.length)
    : undefined;
}

/**
 * What a quota leaves of what pods need, each limit by itself.
 *
 * @param running - all pods of the namespace
 */
export function roomInQuota(
  quota: RoomQuota,
  need: PodSum,
  running: PodSum,
): CapacityResource[] {
  const by = `quota ${quota.namespace}/${quota.name}`;
  const limits = quota.hard.flatMap(({ resource, limit }) => {
    const counted = countedBy(resource);
    return counted === undefined
      ? []
      : roomInLimit({ by, resource: counted, limit, quota, need, running });
  });
  if (quota.hardTotal <= quota.hard.length) return limits;
  return [
    ...limits,
    ...[...need.amounts].map(([resource, needed]) => ({
      resource,
      needed,
      by,
      because: 'it has more limits than are read',
    })),
  ];
}

function roomInLimit(options: {
  by: string;
  resource: string;
  limit: string;
  quota: RoomQuota;
  need: PodSum;
  running: PodSum;
}): CapacityResource[] {
  const { by, resource, limit, quota, need, running } = options;
  const needed = need.amounts.get(resource) ?? 0;
  const unstated = need.unstated.get(resource);
  const openNeed = openOf(need, resource);
  if (unstated) {
    return [
      {
        resource,
        by,
        because: `a container of ${unstated} does not say how much: a LimitRange fills it in, or ${by} refuses it`,
      },
    ];
  }
  if (openNeed) return [{ resource, by, because: openNeed }];
  if (needed === 0) return [];
  const amount = MILLI.has(resource)
    ? parseMillicores(limit)
    : parseQuantity(limit);
  if (amount === undefined) {
    return [{ resource, needed, by, because: 'its limit cannot be read' }];
  }
  const left = Math.max(0, amount - (running.amounts.get(resource) ?? 0));
  const silent = running.unstated.get(resource);
  const open =
    openOf(running, resource) ??
    (silent &&
      `a container of ${silent} does not say how much, so that what is used is not known`);
  // One with scopes counts some of the pods, and it may be none of these.
  const isScoped = quota.scopes.length > 0;
  const because = open ?? (isScoped ? 'it counts some pods alone' : undefined);
  return [
    {
      resource,
      needed,
      ...(open ? {} : { free: left }),
      freeAtMost: isScoped ? Infinity : left,
      by,
      ...(because ? { because } : {}),
    },
  ];
}

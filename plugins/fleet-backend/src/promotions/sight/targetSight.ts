import {
  runsOnTarget,
  worstHealth,
  worstSync,
  type PlannedItem,
  type TargetSight,
} from '@fleetview/backstage-plugin-fleet-common';
import type { SeenInstance, StageFleet } from '../types';

/**
 * What is seen of a cluster that a promotion goes to.
 *
 * @param options.items - those of the plan that are of the cluster
 * @param options.commits - when commits were first seen on clusters of the target
 */
export function targetSight(options: {
  cluster: string;
  items: readonly PlannedItem[];
  seen: readonly SeenInstance[];
  stageFleet: StageFleet;
  commits: Readonly<Record<string, number>>;
}): TargetSight {
  const { cluster, items, seen, stageFleet, commits } = options;
  const own = seen.filter(({ running }) => running.cluster === cluster);
  const isCurrent =
    own.length > 0
      ? own.every(({ running }) => running.isCurrent)
      : stageFleet.complete.has(cluster);
  const syncedAt = syncedAtOf(own, commits);
  return {
    ...runsOnTarget(
      items,
      own.map(({ running }) => running),
      isCurrent,
    ),
    sync: worstSync(
      own.flatMap(({ deliveries }) => deliveries.map(({ sync }) => sync)),
    ),
    ...(syncedAt === undefined ? {} : { syncedAt }),
    health: worstHealth(own.map(({ parts }) => parts.health)),
  };
}

/**
 * When its engines last made it so, or, of a commit that they call applied, when that was first
 * seen anywhere: it was not so before. The one that is furthest behind counts.
 */
function syncedAtOf(
  own: readonly SeenInstance[],
  commits: Readonly<Record<string, number>>,
): number | undefined {
  const times = own.flatMap(({ deliveries }) =>
    deliveries.map(({ appliedAt, applied }) => {
      const seenAt =
        applied?.type === 'commit' && Object.hasOwn(commits, applied.value)
          ? commits[applied.value]
          : undefined;
      return Math.max(appliedAt ?? -Infinity, seenAt ?? -Infinity);
    }),
  );
  const oldest = Math.min(...times);
  return Number.isFinite(oldest) ? oldest : undefined;
}

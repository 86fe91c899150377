import type { Knex } from 'knex';
import type { WatchKey } from '../collector/messages';
import { CoverageTracker } from '../coverage/CoverageTracker';

export const DEPLOYMENT_KEY: WatchKey = {
  adapter: 'kubernetes',
  group: 'apps',
  kind: 'Deployment',
};

export const NODE_KEY: WatchKey = {
  adapter: 'kubernetes',
  group: '',
  kind: 'Node',
};

/** A tracker by a clock that a test sets. */
export async function trackerAt(
  knex: Knex,
  start: number,
): Promise<{
  tracker: CoverageTracker;
  clock: { now: number };
  changes: { count: number };
}> {
  const clock = { now: start };
  const changes = { count: 0 };
  const tracker = CoverageTracker.create({
    knex,
    tellsWhatRuns: ({ kind }) => kind !== 'Node',
    onChanged: () => {
      changes.count += 1;
    },
    now: () => clock.now,
  });
  await tracker.acquire(await knex('cluster').whereNull('left_at').pluck('id'));
  return { tracker, clock, changes };
}

/** A kind that was listed and is watched. */
export function watched(
  tracker: CoverageTracker,
  clusterId: string,
  ...keys: WatchKey[]
): void {
  for (const key of keys) {
    tracker.told(clusterId, key, 'listing', undefined);
    tracker.told(clusterId, key, 'current', undefined);
  }
  tracker.confirmed(clusterId, keys);
}

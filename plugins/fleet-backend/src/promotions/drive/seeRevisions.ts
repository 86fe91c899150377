import type { Release } from '@fleetview/backstage-plugin-fleet-common';
import { keyOfChange } from '../plan/keyOfChange';
import type { GitChange } from '../types';
import { sightOn, type Looking } from './lookAtTargets';
import type { Walk } from './Walk';
import { waveUnderWay } from './waveUnderWay';

/**
 * Learns from deliveries what was merged: one has the commit that a change was pushed as, which
 * nobody had when the promotion began: whoever noted it may say anything. Or its cluster runs
 * the release, in sync with a commit that was not there when it was proposed.
 */
export function seeRevisions(
  walk: Walk,
  looking: Looking & { release: Release },
): void {
  const attempt = waveUnderWay(walk.promotion);
  if (!attempt) return;
  const { plan, release, world } = looking;
  for (const change of plan.changes) {
    if (change.wave !== attempt.wave) continue;
    const key = keyOfChange(release.id, change);
    const proposed = attempt.changes.find(each => each.key === key);
    if (!proposed || proposed.seen) continue;
    const found = revisionOf(change, key, looking, {
      proposedAt: proposed.at,
      beganAt: walk.promotion.beganAt,
    });
    if (!found) continue;
    walk.take({
      type: 'revision-seen',
      at: world.now,
      wave: attempt.wave,
      key,
      ...found,
    });
  }
}

function revisionOf(
  { clusters }: GitChange,
  key: string,
  looking: Looking,
  { proposedAt, beganAt }: { proposedAt: number; beganAt: number },
): { cluster: string; revision: string } | undefined {
  const { commits, world } = looking;
  const head = commits.heads[key];
  for (const cluster of clusters) {
    const sources = world.seen
      .filter(({ running }) => running.cluster === cluster)
      .flatMap(each => each.sources);
    const isShown = sources.some(
      ({ applied, desired }) => applied === head || desired === head,
    );
    const isNew =
      head !== undefined && (commits.seen[head] ?? world.now) >= beganAt;
    if (isNew && isShown) return { cluster, revision: head };
    const { hasRelease, sync } = sightOn(cluster, looking);
    const newer = sources.find(
      ({ applied }) =>
        applied !== undefined && (commits.seen[applied] ?? 0) >= proposedAt,
    )?.applied;
    if (hasRelease === 'yes' && sync === 'synced' && newer !== undefined) {
      return { cluster, revision: newer };
    }
  }
  return undefined;
}

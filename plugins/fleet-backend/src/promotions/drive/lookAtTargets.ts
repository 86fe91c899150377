import { targetSight } from '../sight/targetSight';
import type { PromotionWorld } from '../PromotionWorld';
import type { StoredPromotion } from '../store/StoredPromotion';
import type { Walk } from './Walk';
import { waveUnderWay } from './waveUnderWay';

/** What a look goes by. */
export type Looking = Pick<StoredPromotion, 'plan' | 'commits'> & {
  world: PromotionWorld;
};

/** What is seen of one cluster. */
export function sightOn(cluster: string, { plan, commits, world }: Looking) {
  return targetSight({
    cluster,
    items: plan.plan.items.filter(item => item.cluster === cluster),
    seen: world.seen,
    stageFleet: world.stageFleet,
    commits: commits.seen,
  });
}

/** Looks at each cluster of the wave that moves, and at what its engine gave up. */
export function lookAtTargets(walk: Walk, looking: Looking): void {
  const { now } = looking.world;
  const attempt = waveUnderWay(walk.promotion);
  const since = attempt?.movingSince;
  if (!attempt || since === undefined) return;
  const { wave } = attempt;
  for (const { cluster } of attempt.targets) {
    const reason = failureOn(cluster, looking.world, since);
    if (reason !== undefined) {
      walk.take({ type: 'target-failed', at: now, wave, cluster, reason });
      return;
    }
    const sight = sightOn(cluster, looking);
    walk.take({ type: 'target-seen', at: now, wave, cluster, sight });
  }
}

/** What an engine says of an operation that it gave up since a time. */
function failureOn(
  cluster: string,
  { seen, stageFleet }: PromotionWorld,
  since: number,
): string | undefined {
  for (const { running, deliveries } of seen) {
    if (running.cluster !== cluster || !running.isCurrent) continue;
    for (const { operation, engine, kind, name } of deliveries) {
      const ended = Date.parse(operation?.finishedAt ?? '');
      if (operation?.phase === 'failed' && ended >= since) {
        const called = stageFleet.byId.get(cluster)?.name ?? cluster;
        return `${engine} gave up ${kind} ${name} on ${called}: ${
          operation.message ?? 'it does not say why'
        }`;
      }
    }
  }
  return undefined;
}

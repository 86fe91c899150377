import { sightOn, type Looking } from './lookAtTargets';
import type { Walk } from './Walk';
import { isTouched } from './waveUnderWay';

/** Looks at each cluster that something may have come to, and is taken back from. */
export function lookBack(walk: Walk, looking: Looking): void {
  const { now } = looking.world;
  for (const { wave, targets } of walk.promotion.attempts.filter(isTouched)) {
    for (const { cluster } of targets) {
      const sight = sightOn(cluster, looking);
      walk.take({ type: 'target-seen', at: now, wave, cluster, sight });
    }
  }
}

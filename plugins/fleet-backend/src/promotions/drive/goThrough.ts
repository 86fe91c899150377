import type { PromotionWorld } from '../PromotionWorld';
import type { StoredPromotion } from '../store/StoredPromotion';
import type { Happening } from '../store/writePromotion';
import { judgeWave } from './judgeWave';
import { lookAtTargets } from './lookAtTargets';
import { lookBack } from './lookBack';
import { noteCommits } from './noteCommits';
import { replan } from './replan';
import { seeRevisions } from './seeRevisions';
import { Walk } from './Walk';
import { waveUnderWay } from './waveUnderWay';

/** What became of a promotion. */
export type Round = Pick<StoredPromotion, 'promotion' | 'plan' | 'commits'> & {
  gates?: StoredPromotion['gates'];
  happenings: Happening[];
};

/**
 * Goes through a promotion once: sees what has come of it, plans and judges again what has not
 * moved, and ends what is too late. All of it goes by what is stored, so that who does it, and
 * how often, makes no difference.
 */
export async function goThrough(
  stored: StoredPromotion,
  world: PromotionWorld,
): Promise<Round> {
  const { now } = world;
  const walk = new Walk(stored.promotion);
  let { plan } = stored;
  const commits = noteCommits(stored, world);
  let gates: StoredPromotion['gates'];
  walk.take({ type: 'time-passed', at: now });
  if (walk.promotion.rollback) {
    lookBack(walk, { plan, commits, world });
  } else if (isMoving(walk)) {
    lookAtTargets(walk, { plan, commits, world });
  } else if (waveUnderWay(walk.promotion)) {
    seeRevisions(walk, { plan, commits, world, release: stored.release });
    if (!isMoving(walk)) {
      plan = replan(walk, { stored: { ...stored, commits }, world });
      gates = await judgeWave(walk, { stored, world });
    }
  }
  return {
    promotion: walk.promotion,
    plan,
    commits,
    ...(gates ? { gates } : {}),
    happenings: walk.happenings,
  };
}

function isMoving({ promotion }: Walk): boolean {
  return waveUnderWay(promotion)?.movingSince !== undefined;
}

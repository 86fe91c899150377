import { judge } from '../gates/judge';
import { clustersAhead } from '../plan/clustersAhead';
import type { PromotionWorld } from '../PromotionWorld';
import { whyNotInStage } from '../sight/stagesUnknown';
import type { StoredPromotion } from '../store/StoredPromotion';
import type { Walk } from './Walk';
import { waveUnderWay } from './waveUnderWay';

/** Judges the gates of the wave that has not moved yet. */
export async function judgeWave(
  walk: Walk,
  { stored, world }: { stored: StoredPromotion; world: PromotionWorld },
): Promise<StoredPromotion['gates']> {
  const { promotion } = walk;
  const attempt = waveUnderWay(promotion);
  if (!attempt) return undefined;
  const { wave } = attempt;
  const targets = attempt.targets.map(({ cluster }) => cluster);
  const stagesUnknown = whyNotInStage(world.stageFleet, {
    stage: promotion.to,
    clusters: targets,
  });
  // A plan is judged after it was made, also where that was in the same millisecond.
  const now = Math.max(world.now, promotion.plannedAt + 1);
  const gates = await judge({
    ...world,
    now,
    entityRef: stored.entityRef,
    items: stored.plan.plan.items,
    targets,
    ahead: [
      ...new Set([
        ...targets,
        ...clustersAhead(stored.plan.plan, wavesDone(promotion)),
      ]),
    ],
    release: stored.release,
    staged: world.stageFleet.staged,
    after: [promotion.from],
    // Where stages are not known nothing moves, also where nobody asks for the one before.
    required:
      stagesUnknown === undefined
        ? promotion.requiredGates
        : [...new Set([...promotion.requiredGates, 'upstream-stage' as const])],
    ...(stagesUnknown === undefined ? {} : { stagesUnknown }),
    binding: promotion.binding,
    approvals: promotion.approvals,
    approvalsNeeded: promotion.approvalsNeeded,
    authors: promotion.authors,
  });
  walk.take({
    type: 'gates-judged',
    at: now,
    wave,
    gates,
    ...promotion.binding,
  });
  return { wave, at: now, gates };
}

function wavesDone({ attempts }: Walk['promotion']): ReadonlySet<string> {
  return new Set(
    attempts.flatMap(({ state, wave }) => (state === 'done' ? [wave] : [])),
  );
}

import { NotFoundError } from '@backstage/errors';
import { makePlan } from './plan/makePlan';
import type { PromotionWorld } from './PromotionWorld';
import { stagesUnknown } from './sight/stagesUnknown';
import type { MadePlan } from './types';

/**
 * The plan of a promotion as it is now.
 *
 * @throws NotFoundError where a stage is not configured
 */
export function planOf(
  asked: { component: string; from: string; to: string },
  { config, stageFleet, seen }: PromotionWorld,
): MadePlan {
  const stageOf = (name: string) => {
    const stage = stageFleet.staged.stages.find(each => each.name === name);
    if (stage) return stage;
    const known = stageFleet.staged.stages.map(each => each.name);
    const unknown = stagesUnknown(stageFleet);
    if (unknown !== undefined) {
      throw new NotFoundError(`There is no stage '${name}' now: ${unknown}.`);
    }
    throw new NotFoundError(
      known.length > 0
        ? `There is no stage '${name}'. There are ${known.join(', ')}.`
        : `There is no stage '${name}': none is configured below fleet.promotions.stages.`,
    );
  };
  return makePlan({
    entityRef: asked.component,
    from: stageOf(asked.from),
    to: stageOf(asked.to),
    seen,
    stageFleet,
    rules: config.changes,
  });
}

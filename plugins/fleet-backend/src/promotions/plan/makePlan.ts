import {
  planPromotion,
  releaseOfRunning,
  type ReleaseSight,
  type StagedStage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ChangeRule } from '../../config/promotionSchema';
import type { MadePlan, SeenInstance, StageFleet } from '../types';
import { commitsOf } from './commitsOf';
import { gitChangesOf } from './gitChangesOf';

/** Stands for a commit where none is known: a plan with it is not carried out. */
export const NO_COMMIT = '0'.repeat(40);

/** Ids of all clusters of a stage. */
export function clustersOf(stage: StagedStage): string[] {
  return stage.waves.flatMap(({ clusters }) => clusters);
}

/** What runs on a stage. */
export function sightOf(
  stage: StagedStage,
  options: {
    entityRef: string;
    seen: readonly SeenInstance[];
    stageFleet: StageFleet;
  },
): ReleaseSight {
  const { entityRef, seen, stageFleet } = options;
  const own = new Set(clustersOf(stage));
  return releaseOfRunning(
    [entityRef],
    seen.flatMap(({ running }) => (own.has(running.cluster) ? running : [])),
    [...own].filter(id => !stageFleet.complete.has(id)),
  );
}

/**
 * What a promotion would do, with what it changes in Git. It goes to where the component is:
 * to bring it to more clusters is to place it.
 *
 * @param options.commit - the commit to plan with; the most frequent one of the target where
 *   absent
 */
export function makePlan(options: {
  entityRef: string;
  from: StagedStage;
  to: StagedStage;
  seen: readonly SeenInstance[];
  stageFleet: StageFleet;
  rules: readonly ChangeRule[];
  commit?: string;
}): MadePlan {
  const { entityRef, from, to, seen, stageFleet, rules } = options;
  const source = sightOf(from, { entityRef, seen, stageFleet });
  const targets = new Set(clustersOf(to));
  const running = seen.flatMap(each =>
    targets.has(each.running.cluster) ? each.running : [],
  );
  const placed = new Set(running.map(({ cluster }) => cluster));
  const commits = commitsOf(seen, targets);
  const plan = planPromotion({
    from: from.name,
    source,
    to,
    components: [entityRef],
    running,
    currentClusters: [...stageFleet.complete],
    isWanted: (_, cluster) =>
      placed.has(cluster) || !stageFleet.complete.has(cluster),
    commit: options.commit ?? commits[0] ?? NO_COMMIT,
  });
  return {
    plan,
    ...(source.release ? { release: source.release } : {}),
    ...gitChangesOf({ entityRef, items: plan.items, seen, rules, stageFleet }),
    commits,
  };
}

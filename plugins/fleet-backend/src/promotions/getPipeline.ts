import type { Pipeline } from '@fleetview/backstage-plugin-fleet-common';
import type { FleetSnapshot } from '../read/fleet';
import { defined } from '../values';
import { clustersOf, makePlan, sightOf } from './plan/makePlan';
import { heldBy } from './plan/heldBy';
import { placesOfPlan } from './placesOfPlan';
import type { PromotionAccess } from './PromotionAccess';
import type { PromotionWorld } from './PromotionWorld';
import { namer, timeText } from './shown/names';
import { countItems } from './shown/toPlanItem';
import { toNotPinned, toRelease } from './shown/toRelease';
import { toSummary } from './shown/toSummary';
import { toWave } from './shown/toWave';
import { readLatest } from './store/readLatest';

/** The stages of a component, what runs on each, and what may move. */
export async function getPipeline(options: {
  entityRef: string;
  world: PromotionWorld;
  access: PromotionAccess;
  fleet: Pick<FleetSnapshot, 'limited'>;
}): Promise<Pipeline> {
  const { entityRef, world, access, fleet } = options;
  const { knex, now, config, stageFleet, seen } = world;
  const { stages, unplaced, ambiguous } = stageFleet.staged;
  const nameOf = namer(stageFleet);
  const runsOn = new Set(seen.map(({ running }) => running.cluster));
  const latest = await readLatest(
    knex,
    entityRef,
    stages.map(({ name }) => name),
    access.seesAll
      ? undefined
      : ({ plan }) => access.sees(placesOfPlan(entityRef, plan.plan)),
  );
  const moves = stages.flatMap(to =>
    to.after.flatMap(name => {
      const from = stages.find(each => each.name === name);
      if (!from) return [];
      const made = makePlan({
        entityRef,
        from,
        to,
        seen,
        stageFleet,
        rules: config.changes,
      });
      const because = heldBy(made);
      const isAllowed = access.mayPromote(placesOfPlan(entityRef, made.plan));
      return [
        defined({
          from: from.name,
          to: to.name,
          mayMove: because.length === 0,
          because,
          counts: countItems(made.plan.items),
          release: made.plan.release,
          allowed:
            access.person === undefined || !isAllowed
              ? {
                  allowed: false,
                  because:
                    access.person === undefined
                      ? ('no-person' as const)
                      : ('not-permitted' as const),
                }
              : { allowed: true },
        }),
      ];
    }),
  );
  return {
    asOf: timeText(now),
    component: entityRef,
    configured: config.isConfigured || stageFleet.isBySteps,
    stages: stages.map(stage => {
      const own = new Set(clustersOf(stage));
      const sight = sightOf(stage, { entityRef, seen, stageFleet });
      const [missing] = sight.missing;
      const promotion = latest.get(stage.name);
      return defined({
        name: stage.name,
        title: stage.title,
        after: [...stage.after],
        waves: stage.waves.map(wave => toWave(wave, nameOf)),
        clusters: own.size,
        runsOn: [...own].filter(id => runsOn.has(id)).length,
        states: statesOn(own, world),
        release: sight.release && toRelease(sight.release),
        because: missing?.because,
        becauseOf: missing?.clusters.map(nameOf),
        notPinned: toNotPinned(sight),
        promotion: promotion && toSummary(promotion),
      });
    }),
    moves,
    unplaced: unplaced
      .filter(({ cluster }) => runsOn.has(cluster))
      .map(({ cluster, ...why }) => ({ cluster: nameOf(cluster), ...why })),
    ambiguous: ambiguous.map(({ cluster, places }) => ({
      cluster: nameOf(cluster),
      places: [...places],
    })),
    problems: stageFleet.problems.map(each => ({ ...each })),
    ...(fleet.limited.length > 0 ? { limited: [...fleet.limited] } : {}),
  };
}

/** How many instances of a stage are how; what is not current is nothing else. */
function statesOn(
  clusters: ReadonlySet<string>,
  { seen }: Pick<PromotionWorld, 'seen'>,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { running, parts } of seen) {
    if (!clusters.has(running.cluster)) continue;
    const state = running.isCurrent ? parts.health : 'stale';
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}

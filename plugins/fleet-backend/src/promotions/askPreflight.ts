import { ConflictError } from '@backstage/errors';
import {
  preflightGate,
  type GateFact,
  type PreflightFact,
  type PromotionPreflightAnswer,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Preflighting } from '../preflight';
import { inTurns } from '../verify';
import { clustersAhead } from './plan/clustersAhead';
import { planOf } from './planOf';
import { askTarget } from './preflight/askTarget';
import { preflightTargetOf } from './preflight/PreflightTarget';
import { PREFLIGHT_FRESH_MS } from './preflight/PromotionPreflight';
import type { PromotionWorld } from './PromotionWorld';
import { namer, timeText } from './shown/names';
import { toGate } from './shown/toGate';

/** Somebody waits for the answer. */
const MOST = 20;

/**
 * What the clusters that a plan goes to answer now to whether they would take the release, before
 * anybody has asked for it; those of the first waves, where there are many.
 *
 * @throws NotFoundError for stages that there are not; ConflictError where nothing may move
 */
export async function askPreflight(options: {
  asked: { component: string; from: string; to: string };
  world: PromotionWorld;
  preflighting: Preflighting;
}): Promise<PromotionPreflightAnswer> {
  const { asked, world, preflighting } = options;
  const { config, seen, stageFleet } = world;
  const { plan, release } = planOf(asked, world);
  const targets = clustersAhead(plan);
  if (!release || !plan.items.some(({ mayMove }) => mayMove)) {
    throw new ConflictError(
      `Nothing may move from ${asked.from} to ${asked.to} now, so there is nothing to ask clusters. The plan says why.`,
    );
  }
  const facts = await inTurns(
    targets.map((cluster, index) => ({ cluster, index })),
    async ({ cluster, index }): Promise<[string, GateFact<PreflightFact>]> => {
      if (index >= MOST) {
        const unknown = `no more than ${MOST} clusters are asked while somebody waits; it is asked once this is asked for`;
        return [cluster, { unknown }];
      }
      const answer = await askTarget({
        preflighting,
        target: preflightTargetOf({ cluster, items: plan.items, seen }),
        checks: config.preflightChecks,
      });
      return [
        cluster,
        'checks' in answer
          ? { known: answer, confirmedAt: preflighting.now() }
          : { unknown: answer.reason },
      ];
    },
  );
  const at = preflighting.now();
  const gate = preflightGate(
    { at, freshForMs: PREFLIGHT_FRESH_MS, targets, facts: new Map(facts) },
    config.preflightChecks,
  );
  return {
    asOf: timeText(at),
    gate: toGate(gate, config.requiredGates, namer(stageFleet)),
  };
}

import { NotFoundError } from '@backstage/errors';
import type {
  CostChangeFact,
  GateFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { CostSettings } from '../../config/costSchema';
import { getPromotionCost } from '../../read/costs';
import type { GateContext } from './factsOf';

/** How costs are judged. */
export type CostBasis = CostSettings;

/** What it is expected to cost more to bring the release to the clusters of a wave. */
export async function readCostFact(
  context: GateContext & { knex: Knex; cost: CostBasis },
): Promise<GateFact<CostChangeFact>> {
  const { knex, now, entityRef, targets, cost } = context;
  const answer = await getPromotionCost(
    { knex, now },
    { component: entityRef, to: [...targets] },
    cost,
  ).catch(error => {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  });
  if (!answer) return { unknown: 'a cluster that it goes to is gone' };
  return {
    known: {
      verdict: answer.verdict,
      targets: answer.targets,
      known: answer.known,
      ...(answer.perMonth === undefined ? {} : { perMonth: answer.perMonth }),
      ...(answer.limit.perMonth === undefined
        ? {}
        : { limitPerMonth: answer.limit.perMonth }),
      ...(answer.money ? { currency: answer.money } : {}),
      ...(answer.why ? { because: answer.why } : {}),
    },
    confirmedAt: now,
  };
}

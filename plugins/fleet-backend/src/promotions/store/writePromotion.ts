import {
  ENDED_PROMOTION_STATES,
  type Promotion,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { insertHappenings } from './insertHappenings';
import { openKey } from './openKey';
import type { StoredPlan, StoredPromotion } from './StoredPromotion';

/** Something that changed a promotion, for people. */
export type Happening = {
  at: number;
  type: string;
  wave?: string;
  by?: string;
  text?: string;
};

/**
 * Writes what became of a promotion since it was read, with what happened. Who has read
 * another version than there is writes nothing.
 *
 * @param options.dueAt - when it is to be gone through again; never where it is nothing
 * @returns whether it was written
 */
export async function writePromotion(
  trx: Knex,
  options: {
    before: StoredPromotion;
    promotion: Promotion;
    plan?: StoredPromotion['plan'];
    commits?: StoredPromotion['commits'];
    gates?: StoredPromotion['gates'];
    lookedAt?: number;
    dueAt?: number;
    happenings: readonly Happening[];
  },
): Promise<boolean> {
  const { before, promotion, happenings, dueAt } = options;
  const { id, version, entityRef, release } = before;
  const hasEnded = ENDED_PROMOTION_STATES.includes(promotion.state);
  const stored: StoredPlan = {
    plan: options.plan ?? before.plan,
    commits: options.commits ?? before.commits,
    release,
  };
  const written = await trx('promotion')
    .where({ id, version })
    .update({
      version: version + 1,
      state: promotion.state,
      ended_at: hasEnded ? promotion.since : null,
      open_key: hasEnded ? null : openKey(entityRef, promotion.to),
      promotion: JSON.stringify(promotion),
      plan: JSON.stringify(stored),
      ...(options.gates ? { gates: JSON.stringify(options.gates) } : {}),
      ...(options.lookedAt === undefined
        ? {}
        : { looked_at: options.lookedAt }),
      due_at: dueAt ?? null,
    });
  if (written !== 1) return false;
  await insertHappenings(trx, {
    promotionId: id,
    state: promotion.state,
    happenings,
  });
  return true;
}

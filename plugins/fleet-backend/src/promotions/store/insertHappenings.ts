import type { PromotionState } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { storableText } from '../../derive/storableText';
import type { Happening } from './writePromotion';

/** A gate that comes and goes tells of it each time: the newest are kept. */
const MOST = 500;

/** Writes what happened to a promotion, and which state it had then. */
export async function insertHappenings(
  trx: Knex,
  options: {
    promotionId: string;
    state: PromotionState;
    happenings: readonly Happening[];
  },
): Promise<void> {
  const { promotionId, state, happenings } = options;
  if (happenings.length === 0) return;
  await trx('promotion_happening').insert(
    happenings.map(({ at, type, wave, by, text }) => ({
      promotion_id: promotionId,
      at,
      type,
      wave: wave ?? null,
      by: by ?? null,
      state,
      text: text === undefined ? null : storableText(text.slice(0, 2000)),
    })),
  );
  const [oldest] = await trx('promotion_happening')
    .where({ promotion_id: promotionId })
    .orderBy('id', 'desc')
    .offset(MOST)
    .limit(1)
    .pluck('id');
  if (oldest === undefined) return;
  await trx('promotion_happening')
    .where({ promotion_id: promotionId })
    .where('id', '<=', oldest)
    .delete();
}

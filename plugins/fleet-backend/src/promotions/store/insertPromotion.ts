import { randomUUID } from 'node:crypto';
import type { Promotion } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { storableText } from '../../derive/storableText';
import { openKey } from './openKey';
import type { StoredPlan } from './StoredPromotion';

/**
 * Writes a promotion that begins, to be gone through at once.
 *
 * @returns its id; nothing where another one of the component to the stage goes on
 */
export async function insertPromotion(
  trx: Knex,
  asked: StoredPlan & {
    entityRef: string;
    promotion: Promotion;
    requestedBy: string;
    reason?: string;
  },
): Promise<string | undefined> {
  const { entityRef, promotion, requestedBy, reason, ...stored } = asked;
  const id = randomUUID();
  await trx('promotion')
    .insert({
      id,
      entity_ref: entityRef,
      from_stage: promotion.from,
      to_stage: promotion.to,
      release_id: promotion.release,
      state: promotion.state,
      began_at: promotion.beganAt,
      requested_by: requestedBy,
      reason: reason === undefined ? null : storableText(reason),
      open_key: openKey(entityRef, promotion.to),
      version: 1,
      promotion: JSON.stringify(promotion),
      plan: JSON.stringify(stored satisfies StoredPlan),
      due_at: promotion.beganAt,
    })
    .onConflict('open_key')
    .ignore();
  const row = await trx('promotion').where({ id }).first('id');
  return row?.id;
}

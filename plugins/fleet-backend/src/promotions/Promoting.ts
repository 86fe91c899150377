import { NotAllowedError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { AuditActor, AuditRequest, AuditTrail } from '../audit';
import type { PromotionAccess, PromotionPlaces } from './PromotionAccess';
import type { PromotionWorld } from './PromotionWorld';

/** Who changes a promotion, by which world, and where it is written down. */
export type Promoting = {
  knex: Knex;
  /** All of it, whatever who asks may see. */
  world: (entityRef: string) => Promise<PromotionWorld>;
  access: PromotionAccess;
  audit: AuditTrail;
  actor: AuditActor;
  request?: AuditRequest;
};

/**
 * The person who asks, by credentials that were checked.
 *
 * @throws NotAllowedError where it is no person
 */
export function personOf({ access }: Pick<Promoting, 'access'>): string {
  if (access.person !== undefined) return access.person;
  throw new NotAllowedError(
    'Promotions are asked for, approved and stopped by people who are signed in, and by no service in its own name.',
  );
}

/** Records that somebody was refused, and refuses. @throws NotAllowedError */
export async function refusePromotion(
  { audit, actor, request }: Promoting,
  target: { id: string; name?: string },
  reason: string,
): Promise<never> {
  const error = new NotAllowedError(reason);
  await audit.note(
    { event: 'promotion-refused', actor, target, reason },
    { request, refused: error },
  );
  throw error;
}

/** Refuses whoever may not promote to all places. @throws NotAllowedError */
export async function checkPromote(
  promoting: Promoting,
  places: PromotionPlaces,
  target: { id: string; name?: string },
): Promise<void> {
  if (promoting.access.mayPromote(places)) return;
  await refusePromotion(
    promoting,
    target,
    "This goes to clusters for which you lack the permission 'fleet.promotion.promote', or that you may not see. Ask whoever keeps the portal's permission policy.",
  );
}

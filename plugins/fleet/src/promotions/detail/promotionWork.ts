import type {
  FleetApi,
  FleetPromotion,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ShownGate } from '@fleetview/backstage-plugin-fleet-react';
import { holdingEvidence } from './overridableGates';

export const PROMOTION_ACTIONS = [
  'approve',
  'override',
  'stop',
  'rollBack',
] as const;

export type PromotionAction = (typeof PROMOTION_ACTIONS)[number];

/** What somebody saw when they began to say something of it. */
export type Shown = {
  id: string;
  hash: string;
  commit: string;
  wave?: string;
};

/** What is asked of the API; nothing where something is lacking. */
export function promotionWork(
  action: PromotionAction,
  { id, hash, commit, wave }: Shown,
  said: { reason: string; gate?: ShownGate },
): ((api: FleetApi) => Promise<FleetPromotion>) | undefined {
  const { reason, gate } = said;
  if (action === 'approve') {
    return api => api.approvePromotion(id, { hash, commit });
  }
  if (reason === '') return undefined;
  if (action === 'stop') return api => api.stopPromotion(id, { reason });
  if (action === 'rollBack') {
    return api => api.rollBackPromotion(id, { reason });
  }
  if (!gate || wave === undefined) return undefined;
  const seen = holdingEvidence(gate).map(each => each.id);
  return api =>
    api.overridePromotionGate(id, {
      hash,
      commit,
      gate: gate.kind,
      wave,
      seen,
      reason,
    });
}

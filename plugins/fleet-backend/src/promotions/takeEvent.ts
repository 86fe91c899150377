import { ConflictError } from '@backstage/errors';
import type { PromotionEvent } from '@fleetview/backstage-plugin-fleet-common';
import type { Walk } from './drive/Walk';

/** Has an event taken that a person causes. @throws ConflictError with why it is not */
export function takeEvent(
  walk: Walk,
  event: PromotionEvent,
  by?: string,
): void {
  const because = walk.take(event, by);
  if (because !== undefined) {
    throw new ConflictError(
      `That changes nothing: ${because}. Look at the promotion again.`,
    );
  }
}

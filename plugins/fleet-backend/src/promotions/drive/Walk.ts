import {
  transitionPromotion,
  type Promotion,
  type PromotionEvent,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Happening } from '../store/writePromotion';
import { textOfEvent } from './textOfEvent';

const QUIET: readonly PromotionEvent['type'][] = [
  'gates-judged',
  'target-seen',
  'time-passed',
];

/** A promotion as its events change it one after the other, with what people are told of. */
export class Walk {
  readonly happenings: Happening[] = [];
  promotion: Promotion;

  constructor(promotion: Promotion) {
    this.promotion = promotion;
  }

  /**
   * Takes an event. What changes nothing that people look for is told nobody: that clusters
   * were looked at once more, or that gates are as they were.
   *
   * @param by - who it was; nobody where it was seen
   * @returns why it was not taken; nothing where it was
   */
  take(event: PromotionEvent, by?: string): string | undefined {
    const before = this.promotion;
    const transition = transitionPromotion(before, event);
    if (!transition.isTaken) return transition.because;
    const { promotion } = transition;
    this.promotion = promotion;
    if (isNews(event, before, promotion)) {
      const text = textOfEvent(event, promotion);
      this.happenings.push({
        at: event.at,
        type: event.type,
        ...('wave' in event ? { wave: event.wave } : {}),
        ...(by === undefined ? {} : { by }),
        ...(text ? { text } : {}),
      });
    }
    return undefined;
  }
}

function isNews(
  { type }: PromotionEvent,
  before: Promotion,
  after: Promotion,
): boolean {
  if (!QUIET.includes(type)) return true;
  return (
    before.state !== after.state || progressOf(before) !== progressOf(after)
  );
}

/** How many waves are done, and what holds up the one that is not. */
function progressOf({ attempts }: Promotion): string {
  const current = attempts.find(({ state }) => state !== 'done');
  return JSON.stringify([
    attempts.filter(({ state }) => state === 'done').length,
    current?.state,
    current?.judged?.heldUpBy,
  ]);
}

import type { PromotionDirection } from '@fleetview/backstage-plugin-fleet-common';
import type {
  Age,
  ShownPromotion,
} from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../translation';
import { durationParts } from './promotionWords';
import { goesOn, holds } from './promotionStatus';

/** The first sentence about a promotion. */
export type NextWords = {
  lead: string;
  /** In the words of what is in the way; untrusted. */
  why?: string;
  /** When it goes on by itself, where that is known. */
  at?: string;
};

type Words = { t: Text; ageText: (age: Age) => string; now: number };

/** What happens next with a promotion, and why it waits. */
export function nextWords(promotion: ShownPromotion, words: Words): NextWords {
  const { t } = words;
  const { state, because, rollback } = promotion;
  if (rollback && goesOn(promotion)) return goingBack(promotion, words);
  switch (state) {
    case 'waiting':
      return waiting(promotion, words);
    case 'opening':
      return opening(promotion, words);
    case 'applying':
    case 'verifying':
    case 'soaking':
      return arriving(promotion, words);
    case 'planned':
    case 'proposed':
    case 'merged':
      return { lead: t(`promotions.next.${state}`) };
    default:
      return {
        lead: t(`promotions.next.${state}`),
        ...(because ? { why: because } : {}),
      };
  }
}

function waveOf({ waves, wave }: ShownPromotion) {
  return waves.find(({ key }) => key === wave);
}

function waiting(promotion: ShownPromotion, { t }: Words): NextWords {
  const { next, gates, approvals, approvalsNeeded } = promotion;
  const kind = waveOf(promotion)?.heldUpBy;
  const held =
    gates.find(gate => gate.kind === kind) ??
    gates.find(gate => holds(gate) && !gate.overriddenBy);
  const heldKind = held?.kind ?? kind;
  const gate = heldKind
    ? t(`promotions.gates.kinds.${heldKind}`)
    : t('promotions.next.gates');
  // The gate says it for people; the other repeats what stands here already.
  const why = held?.reason ?? next?.text;
  const rest = why ? { why } : {};
  switch (next?.what) {
    case 'approval':
      return {
        lead: t('promotions.next.approval', {
          given: String(approvals.filter(({ counts }) => counts).length),
          needed: String(approvalsNeeded),
        }),
      };
    case 'repair':
      return {
        lead: t(
          held?.overridable
            ? 'promotions.next.repairOrOverride'
            : 'promotions.next.repair',
          { gate },
        ),
        ...rest,
      };
    case 'evidence':
      return { lead: t('promotions.next.evidence', { gate }), ...rest };
    case 'by-itself':
      return {
        lead: t('promotions.next.byItself', { gate }),
        ...rest,
        ...(next.at ? { at: next.at } : {}),
      };
    default:
      return { lead: t('promotions.next.waiting'), ...rest };
  }
}

function opening(promotion: ShownPromotion, { t }: Words): NextWords {
  if (promotion.proposesBy !== 'task') {
    return { lead: t('promotions.next.openingHand') };
  }
  const failed = (waveOf(promotion)?.changes ?? []).flatMap(change =>
    failedAttempt(change, 'promote'),
  );
  const stuck = failed.find(({ retryAt }) => retryAt === undefined);
  const last = stuck ?? failed[0];
  if (!last) return { lead: t('promotions.next.openingTask') };
  return {
    lead: t(
      stuck ? 'promotions.next.openingStuck' : 'promotions.next.openingRetry',
    ),
    ...(last.error ? { why: last.error } : {}),
    ...(last.retryAt ? { at: last.retryAt } : {}),
  };
}

function arriving(
  promotion: ShownPromotion,
  { t, ageText, now }: Words,
): NextWords {
  const wave = waveOf(promotion);
  const targets = wave?.targets ?? [];
  const all = String(targets.length);
  if (promotion.state === 'applying') {
    const there = targets.filter(({ arrivedAt }) => arrivedAt).length;
    return {
      lead: t('promotions.next.applying', { there: String(there), all }),
    };
  }
  const well = targets.filter(({ healthySince }) => healthySince);
  if (promotion.state === 'verifying') {
    return {
      lead: t('promotions.next.verifying', { well: String(well.length), all }),
    };
  }
  const soakMs = (wave?.soakSeconds ?? 0) * 1000;
  const last = Math.max(
    ...well.map(({ healthySince }) => Date.parse(healthySince as string)),
  );
  const until = last + soakMs;
  if (!Number.isFinite(until) || until <= now) {
    return { lead: t('promotions.next.soakingDone') };
  }
  return {
    lead: t('promotions.next.soaking', {
      time: ageText(durationParts(soakMs / 1000)),
    }),
    at: new Date(until).toISOString(),
  };
}

function goingBack(promotion: ShownPromotion, { t }: Words): NextWords {
  const touched = promotion.waves.filter(isTouched);
  const targets = touched.flatMap(wave => wave.targets);
  const isByHand =
    promotion.proposesBy !== 'task' ||
    touched.some(wave => isStuck(wave, 'roll-back'));
  return {
    lead: t(
      isByHand ? 'promotions.next.goingBackHand' : 'promotions.next.goingBack',
      {
        back: String(targets.filter(({ backAt }) => backAt).length),
        all: String(targets.length),
      },
    ),
    ...(promotion.rollback ? { why: promotion.rollback.reason } : {}),
  };
}

type Change = ShownPromotion['waves'][number]['changes'][number];

/** The last attempt to propose a change, where it failed. */
function failedAttempt({ attempts }: Change, direction: PromotionDirection) {
  const last = attempts.find(each => each.direction === direction);
  return last?.state === 'failed' ? [last] : [];
}

/** Whether a task has tried to propose something of a wave, and tries no more. */
export function isStuck(
  { changes }: ShownPromotion['waves'][number],
  direction: PromotionDirection,
): boolean {
  return changes.some(change =>
    failedAttempt(change, direction).some(
      ({ retryAt }) => retryAt === undefined,
    ),
  );
}

/** Whether something of a wave may have come to its clusters. */
export function isTouched({
  changes,
  movingSince,
}: ShownPromotion['waves'][number]): boolean {
  return (
    movingSince !== undefined ||
    changes.some(({ reference, seen }) => reference ?? seen)
  );
}

import {
  ENDED_PROMOTION_STATES,
  GATE_STATUSES,
  type FleetGate,
  type FleetPlanHeld,
  type FleetPromotion,
} from '@fleetview/backstage-plugin-fleet-common';
import type {
  Status,
  StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';

type State = FleetPromotion['state'];

/** What a state is called; of one that waits, by what it waits for. */
export type StateWord =
  | State
  | 'waits-approval'
  | 'waits-repair'
  | 'waits-evidence'
  | 'going-back';

/** Only what was seen to the end on each cluster is good. */
const MARKS: Record<StateWord, StatusKey> = {
  planned: 'pending',
  waiting: 'waiting',
  'waits-approval': 'awaiting-approval',
  'waits-repair': 'stuck',
  'waits-evidence': 'unknown',
  opening: 'progressing',
  proposed: 'waiting',
  merged: 'progressing',
  applying: 'applying',
  verifying: 'verifying',
  soaking: 'soaking',
  done: 'succeeded',
  failed: 'failed',
  stopped: 'suspended',
  'going-back': 'progressing',
  'rolled-back': 'rolled-back',
  superseded: 'skipped',
  expired: 'timed-out',
};

type Judged = Pick<FleetPromotion, 'state'> &
  Partial<Pick<FleetPromotion, 'next' | 'rollback'>>;

/** Whether something of it goes on: also what is being taken back. */
export function goesOn({ state, rollback }: Judged): boolean {
  if (rollback) return state !== 'rolled-back';
  return !ENDED_PROMOTION_STATES.includes(state);
}

export function wordOf(promotion: Judged): StateWord {
  const { state, next, rollback } = promotion;
  if (rollback && goesOn(promotion)) return 'going-back';
  if (state !== 'waiting') return state;
  switch (next?.what) {
    case 'approval':
      return 'waits-approval';
    case 'repair':
      return 'waits-repair';
    case 'evidence':
      return 'waits-evidence';
    default:
      return 'waiting';
  }
}

export function markOf(word: StateWord): StatusKey {
  // A newer server may know states that this page does not.
  return Object.hasOwn(MARKS, word) ? MARKS[word] : 'unknown';
}

/** What goes on is gone through every few seconds: after this nobody does. */
const OLD_MS = 5 * 60_000;

/** Whether it goes on, and nobody has looked at it for long. */
export function isLookOld(
  promotion: Judged & Pick<FleetPromotion, 'lookedAt' | 'beganAt'>,
  now: number,
): boolean {
  const { lookedAt, beganAt } = promotion;
  return goesOn(promotion) && now - Date.parse(lookedAt ?? beganAt) > OLD_MS;
}

const GATE_MARKS: Record<FleetGate['status'], StatusKey> = {
  failed: 'failed',
  unknown: 'unknown',
  waiting: 'waiting',
  passed: 'succeeded',
  'not-applicable': 'not-served',
};

export function markOfGate(status: FleetGate['status']): StatusKey {
  return GATE_MARKS[status] ?? 'unknown';
}

/** What holds it up first. */
export function sortedGates<T extends Pick<FleetGate, 'status'>>(
  gates: readonly T[],
): T[] {
  const rank = ({ status }: T) => GATE_STATUSES.indexOf(status);
  return [...gates].sort((left, right) => rank(left) - rank(right));
}

/** Whether it is in the way, whoever has overridden it or not. */
export function holds({ status }: Pick<FleetGate, 'status'>): boolean {
  return status !== 'passed' && status !== 'not-applicable';
}

const HELD_MARKS: Record<FleetPlanHeld, StatusKey> = {
  'not-next': 'skipped',
  'no-release': 'unknown',
  'no-target': 'missing',
  'nothing-to-move': 'not-served',
  'held-items': 'waiting',
  'no-commit': 'unknown',
  'no-path': 'unknown',
  'shared-path': 'invalid',
};

export function markOfHeld(because: FleetPlanHeld): StatusKey {
  return HELD_MARKS[because] ?? 'unknown';
}

type Target = FleetPromotion['waves'][number]['targets'][number];

export type TargetWord =
  | 'queued'
  | 'watching'
  | 'arrived'
  | 'soaking'
  | 'soaked'
  | 'back';

const TARGET_MARKS: Record<TargetWord, StatusKey> = {
  queued: 'queued',
  watching: 'applying',
  arrived: 'verifying',
  soaking: 'soaking',
  soaked: 'succeeded',
  back: 'rolled-back',
};

export function wordOfTarget(target: Target, isMoving: boolean): TargetWord {
  if (target.backAt) return 'back';
  if (target.soakedAt) return 'soaked';
  if (target.healthySince) return 'soaking';
  if (target.arrivedAt) return 'arrived';
  return isMoving ? 'watching' : 'queued';
}

/** How far one cluster is; of what nobody looks at any more nothing is good. */
export function statusOfTarget(
  target: Target,
  options: { isMoving: boolean; isStale: boolean },
): Status & { word: TargetWord } {
  const word = wordOfTarget(target, options.isMoving);
  return {
    word,
    key: TARGET_MARKS[word],
    stale: options.isStale && word !== 'queued',
    ...(target.seenAt ? { confirmedAt: target.seenAt } : {}),
  };
}

import fc from 'fast-check';
import {
  BEGAN,
  begun,
  GAP,
  gate,
  nextEvent,
  SOAK,
} from '../__testUtils__/promotions';
import { OTHER_COMMIT, COMMIT } from '../__testUtils__/world';
import { type Gate, GATE_STATUSES } from '../gates';
import { HEALTH_STATES, SYNC_STATES } from '../../states';
import type { Promotion } from './Promotion';
import { ENDED_PROMOTION_STATES } from './Promotion';
import type { PromotionEvent, TargetSight } from './PromotionEvent';
import { transitionPromotion } from './transitionPromotion';

const answer = fc.constantFrom('yes', 'yes', 'yes', 'no', 'unknown');

const noise = fc.record({
  what: fc.constantFrom(
    'gates',
    'gates',
    'approve',
    'override',
    'replan',
    'propose',
    'say',
    'revision',
    'sight',
    'sight',
    'sight',
    'say',
    'revision',
    'approve',
    'end',
  ),
  end: fc.constantFrom('fail', 'time', 'supersede', 'stop', 'back'),
  wave: fc.nat(1),
  cluster: fc.constantFrom('a', 'b', 'c'),
  status: fc.constantFrom(...GATE_STATUSES),
  who: fc.constantFrom('user:default/ann', 'Ann', 'bob', 'dan', ''),
  isOther: fc.boolean(),
  sight: fc.record({
    isCurrent: fc.constantFrom(true, true, true, false),
    hasRelease: answer,
    hasBefore: answer,
    isSettled: fc.constantFrom(true, true, true, false),
    sync: fc.constantFrom('synced', 'synced', ...SYNC_STATES),
    syncedAfter: fc.constantFrom(-2000, -5, 0, 5, NaN),
    health: fc.constantFrom('healthy', 'healthy', ...HEALTH_STATES),
  }),
});

/** Mostly what goes well, so that much of it is done in the end. */
const step = fc.record({
  after: fc.constantFrom(0, 1, 10, 20, 30, 30, 60, GAP, GAP + 1, 500, -20),
  noise: fc.option(noise, { freq: 4, nil: undefined }),
  isGood: fc.integer({ min: 0, max: 9 }).map(number => number < 8),
});

type Noise = typeof noise extends fc.Arbitrary<infer T> ? T : never;

function noisy(promotion: Promotion, each: Noise, at: number): PromotionEvent {
  const attempt = promotion.attempts[each.wave];
  const { wave, keys } = attempt;
  const [key] = keys;
  const binding = each.isOther
    ? { planHash: 'plan1:x', commit: OTHER_COMMIT }
    : promotion.binding;
  const { syncedAfter, ...seen } = each.sight;
  const { cluster, who: by } = each;
  switch (each.what === 'end' ? each.end : each.what) {
    case 'gates':
      return {
        type: 'gates-judged',
        at,
        wave,
        gates: [gate(each.status)],
        ...binding,
      };
    case 'approve':
      return { type: 'approved', at, approval: { ...binding, by, at } };
    case 'override':
      return {
        type: 'overridden',
        at,
        override: {
          ...binding,
          gate: 'health',
          wave,
          by,
          at,
          reason: 'x',
          seen: ['k'],
        },
      };
    case 'replan':
      return {
        type: 'replanned',
        at,
        planHash: promotion.binding.planHash,
        commit: each.isOther ? OTHER_COMMIT : COMMIT,
      };
    case 'propose':
      return {
        type: 'change-proposed',
        at,
        wave,
        key,
        reference: 'x',
        ...binding,
      };
    case 'say':
      return { type: 'change-said-to-be-merged', at, wave, key };
    case 'revision':
      return { type: 'revision-seen', at, wave, key, cluster, revision: 'r' };
    case 'fail':
      return { type: 'target-failed', at, wave, cluster, reason: 'x' };
    case 'time':
      return { type: 'time-passed', at };
    case 'supersede':
      return {
        type: 'superseded',
        at,
        release: each.isOther ? 'release1:x' : promotion.release,
      };
    case 'stop':
      return { type: 'stopped', at, by, reason: 'x' };
    case 'back':
      return { type: 'rollback-asked', at, by, reason: 'x' };
    default:
      return {
        type: 'target-seen',
        at,
        wave,
        cluster,
        sight: { ...seen, syncedAt: at + syncedAfter } as TargetSight,
      };
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

type Seen = Extract<PromotionEvent, { type: 'target-seen' }>;

/** Has the release, in sync since the promotion began. */
function isThere({ at, sight: seen }: Seen): boolean {
  return (
    seen.isCurrent &&
    seen.hasRelease === 'yes' &&
    seen.isSettled &&
    seen.sync === 'synced' &&
    seen.syncedAt !== undefined &&
    seen.syncedAt >= BEGAN &&
    seen.syncedAt <= at
  );
}

/** Whether all that was seen of a cluster proves that it is done, told from the end. */
function isProven(sights: readonly Seen[], doneAt: number): boolean {
  const last = sights[sights.length - 1];
  if (!last || doneAt - last.at > GAP) return false;
  let start = sights.length;
  while (
    start > 0 &&
    isThere(sights[start - 1]) &&
    sights[start - 1].sight.health === 'healthy' &&
    (start === sights.length || sights[start].at - sights[start - 1].at <= GAP)
  ) {
    start -= 1;
  }
  return sights.some(
    (first, index) =>
      index >= start &&
      last.at - first.at >= SOAK &&
      sights.slice(0, index).some(isThere),
  );
}

const FLOW = [
  'planned',
  'waiting',
  'opening',
  'proposed',
  'merged',
  'applying',
  'verifying',
  'soaking',
];

function isLegal(before: Promotion, after: Promotion): boolean {
  if (before.state === after.state) return true;
  if (ENDED_PROMOTION_STATES.includes(before.state)) {
    return (
      after.state === 'rolled-back' &&
      before.rollback !== undefined &&
      ['done', 'failed', 'stopped'].includes(before.state)
    );
  }
  if (after.state === 'rolled-back') return false;
  if (after.state === 'done') {
    return FLOW.indexOf(before.state) >= FLOW.indexOf('merged');
  }
  if (ENDED_PROMOTION_STATES.includes(after.state)) return true;
  const isMoving = (state: string) =>
    FLOW.indexOf(state) >= FLOW.indexOf('merged');
  if (after.state === 'planned') return false;
  // What moves goes back behind it only for the next wave.
  return (
    !isMoving(before.state) ||
    isMoving(after.state) ||
    after.state === 'waiting'
  );
}

/** Whoever approved of the plan as it is, but its author. */
function approversOf({ approvals, binding }: Promotion): Set<string> {
  const people = approvals
    .filter(
      ({ planHash, commit }) =>
        planHash === binding.planHash && commit === binding.commit,
    )
    .map(({ by }) => by.toLowerCase().replace('user:default/', ''));
  return new Set(people.filter(person => person !== 'ann'));
}

const count = { done: 0, ended: 0, runs: 0 };

function run(
  steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[],
) {
  let promotion = frozen(begun());
  let at = BEGAN;
  const taken: PromotionEvent[] = [];
  const sights = new Map<string, Seen[]>();
  for (const each of steps) {
    at = Math.max(0, at + each.after);
    const event = frozen(
      each.noise && !each.isGood
        ? noisy(promotion, each.noise, at)
        : nextEvent(promotion, at),
    );
    const before = promotion;
    const after = transitionPromotion(before, event);
    promotion = frozen(after.promotion);
    if (!after.isTaken) {
      expect(promotion).toBe(before);
      continue;
    }
    taken.push(event);
    if (event.type === 'target-seen' && !before.rollback) {
      const key = `${event.wave} ${event.cluster}`;
      sights.set(key, [...(sights.get(key) ?? []), event]);
    }
    expect([before.state, promotion.state, isLegal(before, promotion)]).toEqual(
      [before.state, promotion.state, true],
    );
    // The same event again changes nothing.
    const again = transitionPromotion(promotion, event);
    expect([event, again.isTaken]).toEqual([event, false]);
    expect(again.promotion).toBe(promotion);

    for (const [index, attempt] of promotion.attempts.entries()) {
      const { wave, state, targets } = attempt;
      const isNew = before.attempts[index].state !== state;
      if (isNew && state === 'done') {
        for (const { cluster } of targets) {
          const own = sights.get(`${wave} ${cluster}`) ?? [];
          expect([cluster, own, isProven(own, event.at)]).toEqual([
            cluster,
            own,
            true,
          ]);
        }
      }
      if (state === 'done') {
        expect(attempt.changes.map(({ key }) => key)).toEqual(attempt.keys);
        expect(attempt.changes.every(({ seen }) => seen)).toBe(true);
      }
    }
    if (promotion.state === 'done') {
      expect(promotion.attempts.every(({ state }) => state === 'done')).toBe(
        true,
      );
    }
    if (event.type === 'gates-judged') {
      const { judged } =
        promotion.attempts[
          promotion.attempts.map(({ wave }) => wave).indexOf(event.wave)
        ];
      if (judged?.mayGoOn) {
        expect(approversOf(promotion).size).toBeGreaterThan(0);
        expect(
          event.gates.every(({ status }: Gate) => status !== 'unknown'),
        ).toBe(true);
      }
    }
    if (event.type === 'change-said-to-be-merged') {
      expect(promotion.state).toBe(before.state);
    }
    if (promotion.state === 'merged' && before.state !== 'merged') {
      expect(event.type).toBe('revision-seen');
    }
  }
  // Nor do all of them, however late they come again.
  for (const event of taken) {
    const again = transitionPromotion(promotion, event);
    expect([event, again.isTaken]).toEqual([event, false]);
  }
  return promotion;
}

describe('transitionPromotion', () => {
  it('is done only where all was seen, one after the other, and takes events once', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 160 }), steps => {
        const { state } = run(steps);
        count.runs += 1;
        if (state === 'done') count.done += 1;
        if (ENDED_PROMOTION_STATES.includes(state)) count.ended += 1;
      }),
      { numRuns: 400 },
    );
    // Otherwise it would have proven nothing.
    expect(count.done).toBeGreaterThan(count.runs / 100);
    expect(count.ended).toBeGreaterThan(count.done);
  });

  it('is never done with one look missing', () => {
    // Without looks at one cluster, whatever else happens.
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 40, maxLength: 120 }),
        fc.constantFrom('a', 'b', 'c'),
        (steps, missing) => {
          let promotion = begun();
          let at = BEGAN;
          for (const each of steps) {
            at = Math.max(0, at + each.after);
            const event =
              each.noise && !each.isGood
                ? noisy(promotion, each.noise, at)
                : nextEvent(promotion, at);
            if (event.type === 'target-seen' && event.cluster === missing) {
              continue;
            }
            promotion = transitionPromotion(promotion, event).promotion;
            expect(promotion.state).not.toBe('done');
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

import type { Gate } from '../gates';
import {
  createPromotion,
  type CreateOptions,
  type Promotion,
  type PromotionEvent,
  type TargetSight,
  transitionPromotion,
} from '../machine';
import { planPromotion } from '../plan';
import { releaseOfRunning } from '../release';
import { CART, COMMIT, image, instance, stage } from './world';

export const BEGAN = 1000;
export const SOAK = 100;
export const GAP = 90;

export const PLAN = planPromotion({
  from: 'staging',
  source: releaseOfRunning([CART], [instance('s', [image('r/cart:2@n')])], []),
  to: stage({ canary: ['a'], rest: ['b', 'c'] }, SOAK),
  components: [CART],
  running: ['a', 'b', 'c'].map(each => instance(each, [image('r/cart:1@o')])),
  currentClusters: ['a', 'b', 'c'],
  commit: COMMIT,
});

export const BINDING = { planHash: PLAN.hash, commit: PLAN.commit };

export function begun(more: Partial<CreateOptions> = {}): Promotion {
  return createPromotion({
    plan: PLAN,
    at: BEGAN,
    authors: ['user:default/ann'],
    approvalsNeeded: 1,
    requiredGates: ['health', 'approval'],
    changesOf: wave => [{ path: `${wave}/kustomization.yaml` }],
    settings: { maxGapMs: GAP, deadlineMs: 5000, expireMs: 9000 },
    ...more,
  });
}

export function gate(status: Gate['status'], more: Partial<Gate> = {}): Gate {
  return {
    kind: 'health',
    status,
    reason: status,
    evidence: [{ key: 'k', status, text: status }],
    overridable: status === 'failed' || status === 'waiting',
    ...more,
  };
}

export function sight(
  at: number,
  more: Partial<TargetSight> = {},
): TargetSight {
  return {
    isCurrent: true,
    hasRelease: 'yes',
    hasBefore: 'no',
    isSettled: true,
    sync: 'synced',
    syncedAt: at,
    health: 'healthy',
    ...more,
  };
}

/** What would bring a promotion on, if all went well. */
export function nextEvent(promotion: Promotion, at: number): PromotionEvent {
  const attempt = promotion.attempts.find(({ state }) => state !== 'done');
  if (!attempt) return { type: 'time-passed', at };
  const { wave, keys, changes, movingSince, targets } = attempt;
  const { binding } = promotion;
  if (movingSince !== undefined) {
    const [last] = [...targets].sort(
      (left, right) => (left.seenAt ?? 0) - (right.seenAt ?? 0),
    );
    return {
      type: 'target-seen',
      wave,
      cluster: last.cluster,
      at,
      sight: sight(at),
    };
  }
  const isApproved = promotion.approvals.some(
    each =>
      each.by === 'user:default/bob' &&
      each.planHash === binding.planHash &&
      each.commit === binding.commit,
  );
  if (!isApproved) {
    const approval = { ...binding, by: 'user:default/bob', at };
    return { type: 'approved', at, approval };
  }
  if (!attempt.judged?.mayGoOn) {
    const gates = [gate('passed')];
    return { type: 'gates-judged', wave, at, gates, ...binding };
  }
  const key = keys.find(
    each =>
      !changes.some(
        change =>
          change.key === each &&
          (change.seen ||
            (change.planHash === binding.planHash &&
              change.commit === binding.commit)),
      ),
  );
  if (key) {
    const reference = `https://git/${key}`;
    return { type: 'change-proposed', wave, at, key, reference, ...binding };
  }
  const unseen = changes.find(({ seen }) => !seen) ?? changes[0];
  return {
    type: 'revision-seen',
    wave,
    at,
    key: unseen.key,
    cluster: targets[0].cluster,
    revision: 'f'.repeat(40),
  };
}

/** As far as a promotion comes by itself, in steps of time. */
export function driven(
  promotion: Promotion,
  until: (promotion: Promotion) => boolean,
  step = 10,
): { promotion: Promotion; at: number; events: PromotionEvent[] } {
  const events: PromotionEvent[] = [];
  let now = promotion;
  let at = promotion.since;
  while (!until(now) && events.length < 200) {
    at += step;
    const event = nextEvent(now, at);
    const after = transitionPromotion(now, event);
    if (after.isTaken) events.push(event);
    now = after.promotion;
  }
  if (!until(now)) throw new Error(`it stays ${now.state}`);
  return { promotion: now, at, events };
}

import { personOf } from '../approvals/personOf';
import type { GateKind } from '../gates';
import type { PromotionPlan } from '../plan';
import { WATCH_FRESHNESS_LIMIT_MS } from '../../states';
import { compareText } from '../text/compareText';
import type { Promotion, PromotionSettings, WaveAttempt } from './Promotion';
import { promotionKey } from './promotionKey';

/** @public */
export const DEFAULT_PROMOTION_SETTINGS: PromotionSettings = {
  maxGapMs: WATCH_FRESHNESS_LIMIT_MS,
  deadlineMs: 24 * 3_600_000,
  expireMs: 14 * 24 * 3_600_000,
};

/** Whether it is a length of time that ends. */
function isLength(ms: number): boolean {
  return Number.isFinite(ms) && ms >= 0;
}

function attemptsOf(
  { waves, items }: PromotionPlan,
  release: string,
  changesOf: CreateOptions['changesOf'],
): WaveAttempt[] {
  return waves.flatMap(({ key: wave, soakMs }) => {
    const clusters = items
      .filter(item => item.wave === wave)
      .map(({ cluster }) => cluster);
    if (clusters.length === 0) return [];
    if (!isLength(soakMs)) throw new RangeError(`${wave} soaks for no time`);
    const keys = changesOf(wave).map(change =>
      promotionKey({ release, wave, ...change }),
    );
    return [
      {
        wave,
        soakMs,
        keys: [...new Set(keys)].sort(compareText),
        changes: [],
        targets: [...new Set(clusters)]
          .sort(compareText)
          .map(cluster => ({ cluster })),
      },
    ];
  });
}

/**
 * What a promotion begins with.
 *
 * @public
 */
export type CreateOptions = {
  plan: PromotionPlan;
  /** Milliseconds since 1970. */
  at: number;
  /** Who asks for it, and who wrote what it brings; entity references, at least one. */
  authors: readonly string[];
  /** How many people have to approve; 0 for nobody. */
  approvalsNeeded: number;
  /** Gates that have to be judged before each wave; at least one. */
  requiredGates: readonly GateKind[];
  /** What is changed in Git for a wave, see {@link promotionKey}. */
  changesOf: (wave: string) => readonly { path: string; repository?: string }[];
  settings?: Partial<PromotionSettings>;
};

/**
 * A promotion that a plan begins. Waves in which nothing is to be are left out.
 *
 * @throws RangeError - if the plan is not to be carried out, or anything is named that no
 *   promotion could go by
 * @public
 */
export function createPromotion(options: CreateOptions): Promotion {
  const { plan, at, authors, approvalsNeeded, requiredGates } = options;
  const settings = { ...DEFAULT_PROMOTION_SETTINGS, ...options.settings };
  const { release } = plan;
  if (!plan.mayMove || release === undefined) {
    throw new RangeError('the plan is not to be carried out');
  }
  if (!isLength(at) || !Object.values(settings).every(isLength)) {
    throw new RangeError('times have to be numbers from 0 on');
  }
  if (!authors.some(each => personOf(each) !== '')) {
    throw new RangeError('no author is named');
  }
  if (requiredGates.length === 0) throw new RangeError('no gate is required');
  if (!Number.isInteger(approvalsNeeded) || approvalsNeeded < 0) {
    throw new RangeError('how many approve has to be a whole number');
  }
  const [first, ...later] = attemptsOf(plan, release, options.changesOf);
  return {
    release,
    from: plan.from,
    to: plan.to,
    binding: { planHash: plan.hash, commit: plan.commit },
    plannedAt: at,
    beganAt: at,
    state: 'planned',
    since: at,
    authors,
    approvalsNeeded,
    approvals: [],
    requiredGates,
    overrides: [],
    attempts: [{ ...first, state: 'planned', since: at }, ...later],
    settings,
  };
}

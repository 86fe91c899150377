import { HOURS_PER_MONTH } from '../rightSizing/unitPrice';
import { sum } from '../statistics/quantile';

const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;

/**
 * Where a release is to go.
 *
 * @public
 */
export type PromotionTarget = {
  cluster: string;
  /** How many replicas run there, or will; absent where nobody knows. */
  replicas?: number;
  /** Whether the component is not there yet, so that all it costs is new. */
  isNew?: boolean;
};

/**
 * What a promotion is expected to cost more, in units of the currency of what was measured;
 * negative where it costs less.
 *
 * @public
 */
export type PromotionCost = {
  /** How many clusters it is for, and of how many of them the cost can be told. */
  targets: number;
  known: number;
  /** Clusters of which it cannot. */
  unknown: string[];
  /** Of the known ones. Absent where there are none. */
  perDay?: number;
  /** Of 730 hours. */
  perMonth?: number;
};

/**
 * What a promotion will cost, before it happens: on each cluster the change per replica
 * that was measured where the release is already, times the replicas there; where the
 * component is new all that a replica costs.
 *
 * @param measured - per replica and day. What cannot be told apart from the change of
 *   other clusters is no effect, so that without `effect` nothing is known but of clusters
 *   on which the component is new
 * @public
 */
export function promotionCost(
  measured: { after?: number; effect?: number } | undefined,
  targets: readonly PromotionTarget[],
): PromotionCost {
  const costs = targets.map(({ cluster, replicas, isNew }) => {
    const ofReplica = isNew ? measured?.after : measured?.effect;
    const cost =
      ofReplica === undefined || replicas === undefined
        ? undefined
        : ofReplica * replicas;
    return { cluster, cost };
  });
  const known = costs.flatMap(({ cost }) => cost ?? []);
  const perDay = sum(known);
  return {
    targets: targets.length,
    known: known.length,
    unknown: costs
      .flatMap(({ cluster, cost }) => (cost === undefined ? cluster : []))
      .sort(),
    ...(known.length > 0 && { perDay, perMonth: perDay * DAYS_PER_MONTH }),
  };
}

/**
 * Whether a promotion keeps to what it may cost.
 *
 * - `within`: all of its cost is known, and is within the limit
 * - `over`: what is known is over it
 * - `unknown`: not all is known; that does not open the gate
 *
 * @public
 */
export type PromotionVerdict = 'within' | 'over' | 'unknown';

/**
 * The gate of a promotion by its cost.
 *
 * @param limitPerMonth - what it may cost more each month, e.g. what is left of a budget
 * @public
 */
export function judgePromotionCost(
  { targets, known, perMonth }: PromotionCost,
  limitPerMonth: number | undefined,
): PromotionVerdict {
  if (limitPerMonth === undefined || targets === 0) return 'unknown';
  if (known === targets) {
    return perMonth !== undefined && perMonth <= limitPerMonth
      ? 'within'
      : 'over';
  }
  return perMonth !== undefined && perMonth > limitPerMonth
    ? 'over'
    : 'unknown';
}

import type { PlanBinding } from '../plan';
import { compareText } from '../text/compareText';
import { personOf } from './personOf';

/**
 * A yes to a plan.
 *
 * @public
 */
export type PromotionApproval = PlanBinding & {
  /** Who approved, as an entity reference. */
  by: string;
  /** Milliseconds since 1970. */
  at: number;
};

/**
 * Why an approval does not count.
 *
 * - `other-plan`, `other-commit`: it was of another one, and lapsed
 * - `author`: nobody approves of what they ask for or have written
 * - `twice`: the same person approved before
 * - `nobody`: it is not known whose it is
 * - `not-yet`: it is of a time that has not come
 *
 * @public
 */
export type ApprovalLapse =
  | 'other-plan'
  | 'other-commit'
  | 'author'
  | 'twice'
  | 'nobody'
  | 'not-yet';

/**
 * Which approvals count.
 *
 * @public
 */
export type StandingApprovals = {
  needed: number;
  /** One of each person, the first one, in order. */
  standing: PromotionApproval[];
  lapsed: { approval: PromotionApproval; because: ApprovalLapse }[];
  isEnough: boolean;
  /** Since when there are enough, in milliseconds since 1970. Absent where none is needed. */
  since?: number;
};

/** What has no time comes last, where it changes nothing of the others. */
function byTime(left: PromotionApproval, right: PromotionApproval): number {
  const [first, second] = [left, right].map(({ at }) =>
    Number.isNaN(at) ? Infinity : at,
  );
  if (first === second) return compareText(left.by, right.by);
  return first < second ? -1 : 1;
}

/**
 * The approvals that stand of a plan: each bound to its hash and its commit, one of each
 * person, none of an author.
 *
 * @param approvals - all that were ever given, in any order
 * @param needed - how many people have to approve; 0 for nobody
 * @param authors - who asked for the promotion, and who wrote what it brings, as far as
 *   that is known; entity references
 * @param at - milliseconds since 1970
 * @throws RangeError - if `needed` is not a whole number from 0 on, or if somebody is needed
 *   and no author is named: it would not be known who may not approve
 * @public
 */
export function standingApprovals(options: {
  binding: PlanBinding;
  approvals: readonly PromotionApproval[];
  needed: number;
  authors: readonly string[];
  at: number;
}): StandingApprovals {
  const { binding, needed, at } = options;
  if (!Number.isInteger(needed) || needed < 0) {
    throw new RangeError('how many are needed has to be a whole number');
  }
  const authors = new Set(options.authors.map(personOf));
  authors.delete('');
  if (needed > 0 && authors.size === 0) {
    throw new RangeError('no author is named');
  }
  const people = new Set<string>();
  const lapseOf = (approval: PromotionApproval): ApprovalLapse | undefined => {
    if (approval.planHash !== binding.planHash) return 'other-plan';
    if (approval.commit !== binding.commit) return 'other-commit';
    const person = personOf(approval.by);
    if (person === '') return 'nobody';
    if (authors.has(person)) return 'author';
    // What is no number is of no time either.
    if (!(approval.at <= at)) return 'not-yet';
    if (people.has(person)) return 'twice';
    people.add(person);
    return undefined;
  };
  const judged = [...options.approvals]
    .sort(byTime)
    .map(approval => ({ approval, because: lapseOf(approval) }));
  const standing = judged.flatMap(({ approval, because }) =>
    because ? [] : approval,
  );
  const since = standing[needed - 1]?.at;
  return {
    needed,
    standing,
    lapsed: judged.flatMap(({ approval, because }) =>
      because ? { approval, because } : [],
    ),
    isEnough: standing.length >= needed,
    ...(since !== undefined && { since }),
  };
}

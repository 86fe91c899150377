import {
  type ComplianceUnit,
  pairKeyOf,
  unitKeyOf,
} from '../units/complianceUnit';
import { countOf } from '../units/countUnits';

/**
 * What became of failures between two times, in units.
 *
 * @public
 */
export type ComplianceChanges = {
  /** Fail, and did not before. */
  appeared: number;
  /** Failed, and are known to pass. */
  fixed: number;
  /** Failed, and are exempt. */
  exempted: number;
  /** Failed, and are only warned of. */
  eased: number;
  /** Failed, and are no more: removed, or no longer subject to the policy. */
  gone: number;
  /** Failed, and still do, or nobody knows otherwise. */
  remaining: number;
};

const NO_CHANGES: ComplianceChanges = {
  appeared: 0,
  fixed: 0,
  exempted: 0,
  eased: 0,
  gone: 0,
  remaining: 0,
};

type Fate = Exclude<keyof ComplianceChanges, 'appeared'>;

function fateOf(now: ComplianceUnit | undefined): Fate | undefined {
  switch (now?.result) {
    case 'pass':
      return 'fixed';
    case 'exempt':
      return 'exempted';
    case 'warn':
      return 'eased';
    case 'skip':
      return 'gone';
    case undefined:
      return undefined;
    default:
      // An error, or nobody looked: that does not prove that it was put right.
      return 'remaining';
  }
}

function failing(units: readonly ComplianceUnit[]): ComplianceUnit[] {
  return units.filter(({ result }) => result === 'fail');
}

function sumOf(units: readonly ComplianceUnit[]): number {
  return units.reduce((sum, unit) => sum + countOf(unit), 0);
}

function byPair(units: readonly ComplianceUnit[]) {
  const pairs = new Map<string, ComplianceUnit[]>();
  for (const unit of units) {
    const key = pairKeyOf(unit);
    const known = pairs.get(key);
    if (known) known.push(unit);
    else pairs.set(key, [unit]);
  }
  return pairs;
}

/**
 * Of a policy whose engine lists a part only, or did: which one is which cannot be told,
 * so that only how many there are is compared.
 */
function changesOfTotals(
  before: readonly ComplianceUnit[],
  now: readonly ComplianceUnit[],
): Partial<ComplianceChanges> {
  const earlier = sumOf(failing(before));
  const isTold = now.some(({ result }) => result !== 'not-evaluated');
  if (!isTold) return { remaining: earlier };
  const later = sumOf(failing(now));
  return {
    appeared: Math.max(0, later - earlier),
    gone: Math.max(0, earlier - later),
    remaining: Math.min(earlier, later),
  };
}

function changesOfNamed(
  before: readonly ComplianceUnit[],
  now: readonly ComplianceUnit[],
  isProvenGone: (unit: ComplianceUnit) => boolean,
): Partial<ComplianceChanges> {
  const changes = { ...NO_CHANGES };
  const later = new Map(now.map(unit => [unitKeyOf(unit), unit]));
  const earlier = new Set<string>();
  for (const unit of failing(before)) {
    const key = unitKeyOf(unit);
    earlier.add(key);
    const unproven = isProvenGone(unit) ? 'gone' : 'remaining';
    changes[fateOf(later.get(key)) ?? unproven] += countOf(unit);
  }
  for (const unit of failing(now)) {
    if (!earlier.has(unitKeyOf(unit))) changes.appeared += countOf(unit);
  }
  return changes;
}

/**
 * What became of what failed, and what fails besides. All that failed is in one of the
 * five fates: `fixed` + `exempted` + `eased` + `gone` + `remaining` is what failed before.
 * What fails on is known by its name; what is counted only is compared by how many.
 *
 * Units of which one stands for many cannot be told apart by it; hand in single ones, as
 * of {@link mergeRules}.
 *
 * @param isProvenGone - whether it is known that what vanished is no more
 * @public
 */
export function changesBetween(
  before: readonly ComplianceUnit[],
  now: readonly ComplianceUnit[],
  isProvenGone: (unit: ComplianceUnit) => boolean,
): ComplianceChanges {
  const earlier = byPair(before);
  const later = byPair(now);
  const sums = { ...NO_CHANGES };
  for (const key of new Set([...earlier.keys(), ...later.keys()])) {
    const was = earlier.get(key) ?? [];
    const is = later.get(key) ?? [];
    const isCounted = [...was, ...is].some(({ unlisted }) => unlisted);
    const changes = isCounted
      ? changesOfTotals(was, is)
      : changesOfNamed(was, is, isProvenGone);
    for (const [name, count] of Object.entries(changes)) {
      sums[name as keyof ComplianceChanges] += count;
    }
  }
  return sums;
}

import type { ComplianceCoverage } from '../coverage/coverageOf';
import {
  type ComplianceScore,
  scoreOfCounts,
  type ScoreSettings,
} from '../scores/scoreOf';
import { type ComplianceCounts, severitiesOf } from '../units/countUnits';
import {
  COMPLIANCE_SEVERITIES,
  type ComplianceSeverity,
} from '../units/results';
import type { ComplianceChanges } from './changesBetween';

/**
 * How compliance was on one day: what is kept of it.
 *
 * @public
 */
export type ComplianceSnapshot = {
  /** `YYYY-MM-DD`, in UTC. */
  day: string;
  /** Absent where there was none. */
  score?: number;
  /** What the score is the quotient of, so that snapshots of parts can be added up. */
  weight: ComplianceScore['weight'];
  coverage: Pick<ComplianceCoverage, 'evaluated' | 'expected'>;
  failures: Record<ComplianceSeverity, number>;
  passed: number;
  warned: number;
  errors: number;
  exempt: number;
  notEvaluated: number;
  /** Since the day before. Absent where that is not known. */
  changes?: Pick<
    ComplianceChanges,
    'appeared' | 'fixed' | 'exempted' | 'eased' | 'gone'
  >;
};

/**
 * A snapshot of what was counted.
 *
 * @public
 */
export function snapshotOf(options: {
  day: string;
  counts: ComplianceCounts;
  coverage: Pick<ComplianceCoverage, 'evaluated' | 'expected'>;
  changes?: ComplianceChanges;
  settings?: ScoreSettings;
}): ComplianceSnapshot {
  const { day, counts, coverage, changes, settings } = options;
  const { score, weight, results } = scoreOfCounts(counts, settings);
  return {
    day,
    ...(score !== undefined && { score }),
    weight,
    coverage: { evaluated: coverage.evaluated, expected: coverage.expected },
    failures: severitiesOf(counts, 'fail'),
    passed: results.pass,
    warned: results.warn,
    errors: results.error,
    exempt: results.exempt,
    notEvaluated: results['not-evaluated'],
    ...(changes && {
      changes: {
        appeared: changes.appeared,
        fixed: changes.fixed,
        exempted: changes.exempted,
        eased: changes.eased,
        gone: changes.gone,
      },
    }),
  };
}

/**
 * What differs between two days, later less earlier.
 *
 * @public
 */
export type SnapshotDifference = {
  /** From -1 to 1. Absent where one of them has no score. */
  score?: number;
  /** From -1 to 1. Absent where the coverage of one of them is not known. */
  coverage?: number;
  failures: Record<ComplianceSeverity, number>;
  exempt: number;
  notEvaluated: number;
};

function ratioOf({ coverage }: ComplianceSnapshot): number | undefined {
  return coverage.expected > 0
    ? coverage.evaluated / coverage.expected
    : undefined;
}

function less(
  later: number | undefined,
  earlier: number | undefined,
): number | undefined {
  return later === undefined || earlier === undefined
    ? undefined
    : later - earlier;
}

/**
 * Compares two snapshots. A score that rises while coverage falls is no improvement: the
 * two are always told together.
 *
 * @public
 */
export function compareSnapshots(
  earlier: ComplianceSnapshot,
  later: ComplianceSnapshot,
): SnapshotDifference {
  const score = less(later.score, earlier.score);
  const coverage = less(ratioOf(later), ratioOf(earlier));
  return {
    ...(score !== undefined && { score }),
    ...(coverage !== undefined && { coverage }),
    failures: Object.fromEntries(
      COMPLIANCE_SEVERITIES.map(severity => [
        severity,
        later.failures[severity] - earlier.failures[severity],
      ]),
    ) as Record<ComplianceSeverity, number>,
    exempt: later.exempt - earlier.exempt,
    notEvaluated: later.notEvaluated - earlier.notEvaluated,
  };
}

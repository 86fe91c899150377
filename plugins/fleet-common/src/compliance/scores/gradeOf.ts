import {
  type ComplianceSettings,
  DEFAULT_COMPLIANCE_SETTINGS,
} from '../settings';
import type { OverdueFailures } from './overdueOf';

/**
 * The best first.
 *
 * @public
 */
export const COMPLIANCE_GRADES = ['A', 'B', 'C', 'D', 'F'] as const;

/** @public */
export type Grade = (typeof COMPLIANCE_GRADES)[number];

/**
 * A grade, or why there is none.
 *
 * - `no-score`: nothing was evaluated that counts
 * - `coverage-unknown`: nothing says what should be evaluated
 * - `coverage`: too little of it is
 *
 * @public
 */
export type ComplianceGrade =
  | {
      grade: Grade;
      /**
       * Why it is no better than this, where the score is: a critical failure is overdue,
       * or nobody knows since when it fails.
       */
      cappedBy?: 'overdue-critical' | 'undated-critical';
    }
  | {
      grade?: undefined;
      noGrade: 'no-score' | 'coverage-unknown' | 'coverage';
    };

/**
 * The grade of a score, where enough was evaluated for one. Nothing is rounded before it
 * is compared.
 *
 * @param score - from 0 to 1
 * @param coverage - from 0 to 1
 * @param failures - as of {@link overdueOf}
 * @public
 */
export function gradeOf(
  score: number | undefined,
  coverage: number | undefined,
  failures: OverdueFailures,
  settings: Pick<
    ComplianceSettings,
    'grades' | 'coverageForGrade' | 'overdueGrade'
  > = DEFAULT_COMPLIANCE_SETTINGS,
): ComplianceGrade {
  if (score === undefined) return { noGrade: 'no-score' };
  if (coverage === undefined) return { noGrade: 'coverage-unknown' };
  if (coverage < settings.coverageForGrade) return { noGrade: 'coverage' };
  const earned =
    COMPLIANCE_GRADES.find(
      grade => grade === 'F' || score >= settings.grades[grade],
    ) ?? 'F';
  const isBetter =
    COMPLIANCE_GRADES.indexOf(earned) <
    COMPLIANCE_GRADES.indexOf(settings.overdueGrade);
  if (isBetter && failures.overdue.critical > 0) {
    return { grade: settings.overdueGrade, cappedBy: 'overdue-critical' };
  }
  if (isBetter && failures.undated.critical > 0) {
    return { grade: settings.overdueGrade, cappedBy: 'undated-critical' };
  }
  return { grade: earned };
}

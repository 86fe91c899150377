import {
  type ComplianceSettings,
  DEFAULT_COMPLIANCE_SETTINGS,
} from '../settings';
import type { ComplianceUnit } from '../units/complianceUnit';
import { countOf } from '../units/countUnits';
import {
  COMPLIANCE_SEVERITIES,
  type ComplianceSeverity,
} from '../units/results';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Failures that should have been repaired by now, by severity.
 *
 * @public
 */
export type OverdueFailures = {
  /** Fail for longer than their severity allows. */
  overdue: Record<ComplianceSeverity, number>;
  /** Fail, and nobody knows since when, where that would matter. */
  undated: Record<ComplianceSeverity, number>;
};

function none(): Record<ComplianceSeverity, number> {
  return Object.fromEntries(
    COMPLIANCE_SEVERITIES.map(severity => [severity, 0]),
  ) as Record<ComplianceSeverity, number>;
}

/**
 * Counts failures that are overdue. What is as old as its severity allows is not yet. Of a
 * unit that stands for many, all are taken to be as old as the first of them.
 *
 * @param at - milliseconds since 1970
 * @public
 */
export function overdueOf(
  units: Iterable<
    Pick<ComplianceUnit, 'severity' | 'result' | 'count' | 'firstFailedAt'>
  >,
  at: number,
  settings: Pick<
    ComplianceSettings,
    'repairWithinDays'
  > = DEFAULT_COMPLIANCE_SETTINGS,
): OverdueFailures {
  const overdue = none();
  const undated = none();
  for (const unit of units) {
    const severity = unit.severity ?? 'unknown';
    const limit = settings.repairWithinDays[severity];
    if (unit.result !== 'fail' || limit === 'unlimited') continue;
    if (unit.firstFailedAt === undefined) undated[severity] += countOf(unit);
    else if (at - unit.firstFailedAt > limit * DAY_MS) {
      overdue[severity] += countOf(unit);
    }
  }
  return { overdue, undated };
}

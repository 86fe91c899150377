import type { ComplianceUnit } from './complianceUnit';
import {
  COMPLIANCE_RESULTS,
  COMPLIANCE_SEVERITIES,
  type ComplianceResult,
  type ComplianceSeverity,
} from './results';

/**
 * How many units there are of each result.
 *
 * @public
 */
export type ResultCounts = Record<ComplianceResult, number>;

/**
 * How many units there are of each severity and result: all that a score is made from.
 *
 * @public
 */
export type ComplianceCounts = Record<ComplianceSeverity, ResultCounts>;

function noResults(): ResultCounts {
  return Object.fromEntries(
    COMPLIANCE_RESULTS.map(result => [result, 0]),
  ) as ResultCounts;
}

/**
 * None of anything, to add to.
 *
 * @public
 */
export function noCounts(): ComplianceCounts {
  return Object.fromEntries(
    COMPLIANCE_SEVERITIES.map(severity => [severity, noResults()]),
  ) as ComplianceCounts;
}

/**
 * How many a unit stands for.
 *
 * @throws RangeError - if that is no whole number, or less than none
 */
export function countOf({ count = 1 }: Pick<ComplianceUnit, 'count'>): number {
  if (!Number.isInteger(count) || count < 0) {
    throw new RangeError(`A unit cannot stand for '${count}' units`);
  }
  return count;
}

/** Adds one unit, or those that it stands for, to counts. */
export function countInto(
  counts: ComplianceCounts,
  unit: Pick<ComplianceUnit, 'severity' | 'result' | 'count'>,
): void {
  counts[unit.severity ?? 'unknown'][unit.result] += countOf(unit);
}

/**
 * Counts units, or rows of a database that stand for several.
 *
 * @throws RangeError - if a row has a count that is none
 * @public
 */
export function countUnits(
  units: Iterable<Pick<ComplianceUnit, 'severity' | 'result' | 'count'>>,
): ComplianceCounts {
  const counts = noCounts();
  for (const unit of units) countInto(counts, unit);
  return counts;
}

/**
 * Adds up counts of parts that have nothing in common.
 *
 * @public
 */
export function addCounts(parts: Iterable<ComplianceCounts>): ComplianceCounts {
  const sums = noCounts();
  for (const part of parts) {
    for (const severity of COMPLIANCE_SEVERITIES) {
      for (const result of COMPLIANCE_RESULTS) {
        sums[severity][result] += part[severity][result];
      }
    }
  }
  return sums;
}

/**
 * How many units there are of each result, whatever their severity.
 *
 * @public
 */
export function resultsOf(counts: ComplianceCounts): ResultCounts {
  const results = noResults();
  for (const severity of COMPLIANCE_SEVERITIES) {
    for (const result of COMPLIANCE_RESULTS) {
      results[result] += counts[severity][result];
    }
  }
  return results;
}

/**
 * How many units have one result, by severity.
 *
 * @public
 */
export function severitiesOf(
  counts: ComplianceCounts,
  result: ComplianceResult,
): Record<ComplianceSeverity, number> {
  return Object.fromEntries(
    COMPLIANCE_SEVERITIES.map(severity => [severity, counts[severity][result]]),
  ) as Record<ComplianceSeverity, number>;
}

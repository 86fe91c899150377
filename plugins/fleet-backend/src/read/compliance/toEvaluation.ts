import {
  MISSING_REASONS,
  type ComplianceCoverage,
  type FleetCompliance,
} from '@fleetview/backstage-plugin-fleet-common';

/** How much of what is expected is evaluated, and why the rest is not. */
export function toEvaluation(
  coverage: ComplianceCoverage | undefined,
): FleetCompliance['evaluation'] {
  if (!coverage) return { evaluated: 0, expected: 0 };
  const { evaluated, expected } = coverage;
  const missing = MISSING_REASONS.flatMap(reason => {
    const count = coverage.missing[reason];
    return count > 0 ? [{ reason, count }] : [];
  });
  return {
    evaluated,
    expected,
    ...(missing.length > 0 ? { missing } : {}),
  };
}

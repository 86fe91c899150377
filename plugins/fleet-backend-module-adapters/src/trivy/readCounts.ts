import {
  type FindingFact,
  SEVERITIES,
  type Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Summary } from './schema';

export type Counts = NonNullable<FindingFact['counts']>;

/**
 * What a report counts, by severity; nothing where one of its counts is missing: it is
 * not 0.
 *
 * @param unknown - the count of what has no severity, where the report has none of its own
 */
export function readCounts(
  summary: Summary,
  unknown?: number,
): Counts | undefined {
  if (!summary) return undefined;
  const { criticalCount, highCount, mediumCount, lowCount } = summary;
  const unknownCount = summary.unknownCount ?? unknown;
  if (
    criticalCount === undefined ||
    highCount === undefined ||
    mediumCount === undefined ||
    lowCount === undefined ||
    unknownCount === undefined
  ) {
    return undefined;
  }
  return {
    critical: criticalCount,
    high: highCount,
    medium: mediumCount,
    low: lowCount,
    // Trivy leaves this one out where it has none.
    info: summary.noneCount ?? 0,
    unknown: unknownCount,
  };
}

/** How many there are of all severities. */
export function totalOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** The worst severity that is counted. */
export function worstOf(counts: Counts): Severity | undefined {
  return SEVERITIES.find(severity => counts[severity] > 0);
}

/** `2 critical, 7 high` */
export function describeCounts(counts: Counts): string {
  return [...SEVERITIES, 'unknown' as const]
    .filter(severity => counts[severity] > 0)
    .map(severity => `${counts[severity]} ${severity}`)
    .join(', ');
}

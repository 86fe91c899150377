import type { FindingFact } from '../facts';

/** What has to be known of findings to tell which of them a hub repeats. */
export type ReportableFinding = Pick<
  FindingFact,
  'engine' | 'policy' | 'rule' | 'resource'
> & {
  /** The cluster that it was read from. */
  observer: string;
  /** The cluster that it speaks of; absent where it is not known. */
  subject?: string;
};

function keyOf(finding: ReportableFinding): string {
  const { subject, engine, policy, rule, resource } = finding;
  return JSON.stringify([
    subject,
    engine,
    policy,
    rule ?? '',
    resource?.group ?? '',
    resource?.kind ?? '',
    resource?.namespace ?? '',
    resource?.name ?? '',
  ]);
}

/**
 * Findings without those by which a hub repeats what the cluster itself says: of the
 * same cluster, policy, rule and resource. Who counts both counts one result twice.
 * What a hub alone says is kept, and so is what speaks of no cluster that is known.
 *
 * @public
 */
export function withoutReportedTwice<T extends ReportableFinding>(
  findings: readonly T[],
): T[] {
  const own = new Set(
    findings
      .filter(({ observer, subject }) => observer === subject)
      .map(keyOf),
  );
  return findings.filter(
    finding =>
      finding.subject === undefined ||
      finding.observer === finding.subject ||
      !own.has(keyOf(finding)),
  );
}

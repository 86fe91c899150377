import {
  boundedText,
  type FleetCheck,
  type FleetCheckCause,
  type FleetCheckCounts,
  type FleetCheckEvidence,
} from '@fleetview/backstage-plugin-fleet-common';

/** How much evidence is told of one check. */
const MOST_EVIDENCE = 50;

type Evidence = readonly FleetCheckEvidence[];

/**
 * That something is as it should be: never without evidence, and as old as the oldest of it.
 *
 * @param evidence - each with when it was confirmed
 */
export function passed(
  kind: string,
  reason: string,
  evidence: Evidence,
  advice?: string,
): FleetCheck {
  const times = evidence.map(({ confirmedAt }) => confirmedAt);
  if (evidence.length === 0 || times.includes(undefined)) {
    return unknown(kind, 'not-evaluated', `${reason} Nothing proves it.`);
  }
  return {
    kind,
    status: 'passed',
    reason: boundedText(reason),
    evidence: told(evidence),
    // Written alike, times are in the order of their letters.
    confirmedAt: (times as string[]).sort()[0],
    ...(advice ? { advice: boundedText(advice) } : {}),
  };
}

/** That something is not as it should be, and what to do. */
export function failed(
  kind: string,
  reason: string,
  evidence: Evidence,
  advice: string,
): FleetCheck {
  const [oldest] = evidence
    .flatMap(({ confirmedAt }) => confirmedAt ?? [])
    .sort();
  return {
    kind,
    status: 'failed',
    reason: boundedText(reason),
    evidence: told(evidence),
    ...(oldest === undefined ? {} : { confirmedAt: oldest }),
    advice: boundedText(advice),
  };
}

/** That nobody could look, or not well enough. */
export function unknown(
  kind: string,
  cause: FleetCheckCause,
  reason: string,
  more: { evidence?: Evidence; advice?: string } = {},
): FleetCheck {
  const { evidence = [], advice } = more;
  return {
    kind,
    status: 'unknown',
    reason: boundedText(reason),
    cause,
    evidence: told(evidence),
    ...(advice ? { advice: boundedText(advice) } : {}),
  };
}

/** That there is nothing of it to look at. */
export function notApplicable(kind: string, reason: string): FleetCheck {
  return { kind, status: 'not-applicable', reason, evidence: [] };
}

/** Of what clusters and people wrote some is told, and nothing that hides or is secret. */
function told(evidence: Evidence): FleetCheckEvidence[] {
  return evidence.slice(0, MOST_EVIDENCE).map(({ source, says, ...rest }) => ({
    source: boundedText(source),
    says: boundedText(says),
    ...rest,
  }));
}

export function countChecks(checks: readonly FleetCheck[]): FleetCheckCounts {
  const count = (status: FleetCheck['status']) =>
    checks.filter(check => check.status === status).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    unknown: count('unknown'),
    notApplicable: count('not-applicable'),
  };
}

/** Some of many names, as a sentence has them. */
export function someOf(names: readonly string[], most = 10): string {
  const shown = names.slice(0, most).join(', ');
  const rest = names.length - most;
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

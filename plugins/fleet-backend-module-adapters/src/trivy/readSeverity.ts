import {
  SEVERITIES,
  type Severity,
} from '@fleetview/backstage-plugin-fleet-common';

const WORDS: Readonly<Record<string, Severity>> = {
  CRITICAL: 'critical',
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
  NONE: 'info',
};

/** A severity in Trivy's words; `UNKNOWN` and what is not known are none. */
export function readSeverity(word: string | undefined): Severity | undefined {
  return word !== undefined && Object.hasOwn(WORDS, word)
    ? WORDS[word]
    : undefined;
}

/** For sorting: the worst first, what is not known last. */
export function rankOf(severity: Severity | undefined): number {
  return severity === undefined
    ? SEVERITIES.length
    : SEVERITIES.indexOf(severity);
}

import type { FleetCheck } from '@fleetview/backstage-plugin-fleet-common';
import { oneLine } from './oneLine';

const WORDS: Record<FleetCheck['status'], string> = {
  passed: 'passed',
  failed: 'FAILED',
  unknown: 'not known',
  'not-applicable': 'does not apply',
};

/** Checks as Markdown, for who started the task. */
export function checksSummary(
  groups: readonly { of: string; checks: readonly FleetCheck[] }[],
): string {
  return groups
    .map(({ of, checks }) =>
      [
        // Set in, no text of others is more than text.
        ...[oneLine(of), ''].map(line => (line ? `    ${line}` : '')),
        ...checks.map(
          ({ kind, status, reason, confirmedAt, advice }) =>
            `    ${kind}: ${WORDS[status]}. ${oneLine(reason)}${
              confirmedAt ? ` (${oneLine(confirmedAt)})` : ''
            }${advice ? ` ${oneLine(advice)}` : ''}`,
        ),
      ].join('\n'),
    )
    .join('\n\n');
}

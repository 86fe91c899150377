import { ConflictError, InputError } from '@backstage/errors';
import type { FleetCheck } from '@fleetview/backstage-plugin-fleet-common';
import { oneLine } from './oneLine';

/** A check that may be unknown, and why that is accepted. */
export type Acceptance = { check: string; reason: string };

/** As many as an error can tell. */
const MOST = 20;

/**
 * Lets checks pass of which none failed, and of which nobody had to look at those that are not
 * known, by the word of who started the task.
 *
 * @param groups - the checks, by what they are of
 * @param kinds - of which there are checks; others cannot be accepted
 * @returns what was accepted, in words
 * @throws ConflictError that says of each what is wrong, where, and what to do
 */
export function acceptable(
  groups: readonly { of: string; checks: readonly FleetCheck[] }[],
  accepted: readonly Acceptance[],
  kinds: readonly string[],
): string[] {
  const reasons = new Map<string, string>();
  for (const { check, reason } of accepted) {
    if (!kinds.includes(check)) {
      throw new InputError(
        `'accept' names '${oneLine(
          check,
        )}', and there is no such check: ${kinds.join(', ')}.`,
      );
    }
    if (!reason.trim()) {
      throw new InputError(
        `'accept' does not say why '${check}' may be unknown. Give a reason.`,
      );
    }
    reasons.set(check, oneLine(reason));
  }
  const all = groups.flatMap(({ of, checks }) =>
    checks.map(check => ({ of, check })),
  );
  const refused = all.filter(({ check }) => isRefused(check, reasons));
  if (all.length === 0) {
    throw new ConflictError('Nothing was checked, so nothing passed.');
  }
  if (refused.length > 0) {
    const lines = refused
      .slice(0, MOST)
      .map(
        ({ of, check }) =>
          `- ${oneLine(of)}: ${check.kind} is ${check.status}. ${oneLine(
            check.reason,
          )}${check.advice ? ` What to do: ${oneLine(check.advice)}` : ''}`,
      );
    throw new ConflictError(
      [
        `${refused.length} of ${all.length} checks do not pass:`,
        ...lines,
        ...(refused.length > MOST
          ? [`- and ${refused.length - MOST} more`]
          : []),
        ...(refused.every(({ check }) => check.status === 'unknown')
          ? ["What may be unknown can be named in 'accept', with a reason."]
          : []),
      ].join('\n'),
    );
  }
  return all.flatMap(({ of, check }) =>
    check.status === 'unknown'
      ? [
          `Accepted that ${check.kind} of ${oneLine(
            of,
          )} is not known: ${reasons.get(check.kind)}`,
        ]
      : [],
  );
}

/** Whatever is not known to be good is not good, also a word that is new to this. */
function isRefused(
  { kind, status }: FleetCheck,
  reasons: ReadonlyMap<string, string>,
): boolean {
  if (status === 'passed' || status === 'not-applicable') return false;
  return !(status === 'unknown' && reasons.has(kind));
}

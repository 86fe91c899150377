import { factSchema } from '@fleetview/backstage-plugin-fleet-common';
import { compileCheck } from './compileCheck';
import { describeIssue } from './describeIssue';
import type { Mapped } from './types';

const isFact = compileCheck(factSchema);

/** Why what an adapter made is no fact; nothing where it is one. */
export function checkFact(
  fact: unknown,
): Extract<Mapped, { skipped: unknown }> | undefined {
  if (isFact(fact)) return undefined;
  // It says why, and has the last word.
  const checked = factSchema.safeParse(fact);
  return checked.success
    ? undefined
    : { skipped: 'invalid-fact', detail: describeIssue(checked.error) };
}

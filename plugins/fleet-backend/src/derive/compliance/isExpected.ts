import type { PolicyFact } from '@fleetview/backstage-plugin-fleet-common';

/**
 * Whether results are to be expected of a policy: not of one that is switched off or waits
 * for a binding, nor of one that looks only at what comes, or is a part of another.
 */
export function isExpected(fact: PolicyFact): boolean {
  return (
    fact.enforcement !== 'none' &&
    fact.enforcement !== 'by-binding' &&
    fact.background !== false &&
    !fact.references.some(({ role }) => role === 'parent')
  );
}

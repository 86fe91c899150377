import type { Enforcement } from '@fleetview/backstage-plugin-fleet-common';

/** From the strongest. An action that denies may be audited besides. */
const ACTIONS: readonly (readonly [string, Enforcement])[] = [
  ['Deny', 'deny'],
  ['Warn', 'warn'],
  ['Audit', 'audit'],
];

/** The strongest of what a binding does; the first version of the API has no actions. */
export function readActions(actions: readonly string[]): Enforcement {
  const strongest = ACTIONS.find(([action]) => actions.includes(action));
  return strongest?.[1] ?? 'unknown';
}

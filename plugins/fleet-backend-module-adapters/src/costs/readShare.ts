import type { AllocationShare } from '@fleetview/backstage-plugin-fleet-common';

/** Names that cost tools give to what is of nobody. No namespace or label value begins like that. */
const SHARES: readonly (readonly [string, AllocationShare])[] = [
  ['__idle__', 'idle'],
  ['__shared__', 'shared'],
  ['__unmounted__', 'unmounted'],
];

const UNALLOCATED = '__unallocated__';

/** Whose cost a row is, by its name: the values that it was grouped by, with `/` between. */
export function readShare(name: string): AllocationShare {
  const parts = name.split('/');
  const special = SHARES.find(([part]) => parts.includes(part));
  if (special) return special[1];
  return parts.includes(UNALLOCATED) ? 'unallocated' : 'used';
}

/** A value that a row was grouped by; nothing where it lacks it. */
export function valueOf(value: string | undefined): string | undefined {
  return value && !value.startsWith('__') ? value : undefined;
}

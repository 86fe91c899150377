import { createHash } from 'node:crypto';

/** Longer names are cut off in columns. */
export const LONGEST = 253;

/** What tells policies of one cluster apart, as far as columns hold their names. */
export function policyKey(engine: string, policy: string): string {
  return JSON.stringify([engine, policy.slice(0, LONGEST)]);
}

/** An id of parts that together are nobody else's. */
export function idOf(parts: readonly (string | null | undefined)[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts.map(part => part ?? null)))
    .digest('hex');
}

import { createHash } from 'node:crypto';

/** A short text that stands for some parts, in their order. */
export function keyOf(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

import { createHash } from 'node:crypto';

/** What one promotion has at a time that goes on: its component and its stage. */
export function openKey(entityRef: string, stage: string): string {
  return createHash('sha256')
    .update(JSON.stringify([entityRef, stage]))
    .digest('hex');
}

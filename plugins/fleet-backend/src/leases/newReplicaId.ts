import { randomBytes } from 'node:crypto';

/** An id for this process that no other has, nor had. */
export function newReplicaId(): string {
  return `r-${randomBytes(9).toString('hex')}`;
}

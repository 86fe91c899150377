import { hash } from 'node:crypto';

/** The key of a fact: observer, adapter, source uid and part. */
export function factId(key: {
  observer: string;
  adapter: string;
  sourceUid: string;
  part: string;
}): string {
  return hash(
    'sha256',
    JSON.stringify([key.observer, key.adapter, key.sourceUid, key.part]),
    'base64url',
  );
}

import { createHash } from 'node:crypto';

/** As Git names contents. */
export function blobOf(content: Uint8Array): string {
  return createHash('sha1')
    .update(`blob ${content.byteLength}\0`)
    .update(content)
    .digest('hex');
}

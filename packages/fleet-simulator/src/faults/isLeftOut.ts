import { createHash } from 'node:crypto';

/** Whether a list that lost a share of its objects lost this one: always the same ones, whatever else is there. */
export function isLeftOut(key: string, share: number): boolean {
  const position = createHash('sha256').update(key).digest().readUInt32LE(0);
  return position / 2 ** 32 < share;
}

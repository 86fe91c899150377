import type { DerivedInstance } from './DerivedInstance';

/** An integer of both databases: they sum those up fastest. */
const STAMPS = 2 ** 31;

/**
 * One number for all that is in a cell, in whatever order: the sum of the first
 * 32 bits of the hashes of its parts, as 31 bits. One change in 2^31 does not
 * show in it, until the next.
 *
 * @param hashes - in base64url, or empty
 */
export function stampOf(hashes: Iterable<string>): number {
  let sum = 0;
  // What could not be read has none.
  for (const each of hashes) sum += each === '' ? 1 : firstBits(each);
  return sum % STAMPS;
}

/** What each character of base64url stands for. */
const SIXES = new Uint8Array(128);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].forEach(
  (character, value) => {
    SIXES[character.charCodeAt(0)] = value;
  },
);

/** The first 32 bits of a hash: of its first five characters, and two of the sixth. */
function firstBits(text: string): number {
  let bits = 0;
  for (let index = 0; index < 5; index++) {
    bits = bits * 64 + SIXES[text.charCodeAt(index)];
  }
  return bits * 4 + Math.floor(SIXES[text.charCodeAt(5)] / 16);
}

/** What tells whether anything of an instance is another thing. */
export type Stamps = {
  /** Of all that is in it. */
  all: number;
  /** Of what its rollouts go by. */
  rollouts: number;
};

/**
 * The stamps of what an instance says and what it is made of. Rollouts go by its
 * deliveries, and of its workloads by the one that gives it its version.
 *
 * @param hash - of its row
 * @param hashOf - finds the hash of a part
 */
export function stampsOf(
  instance: Pick<DerivedInstance, 'primaryId' | 'workloadIds' | 'deliveryIds'>,
  hash: string,
  hashOf: (id: string) => string | undefined,
): Stamps {
  const { primaryId, workloadIds, deliveryIds } = instance;
  const stamp = (workloads: readonly string[]) =>
    stampOf([
      hash,
      ...[...workloads, ...deliveryIds].flatMap(id => hashOf(id) ?? []),
    ]);
  return {
    all: stamp(workloadIds),
    rollouts: stamp(primaryId === undefined ? [] : [primaryId]),
  };
}

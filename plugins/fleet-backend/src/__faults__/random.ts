import { createHash } from 'node:crypto';

/** Decisions that are the same for the same seed. */
export type Random = {
  /** In [0, 1). */
  next(): number;
  /** A whole number from a range, both ends included. */
  integer(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** One of the values, each as likely as its weight says. */
  weighted<T extends { weight: number }>(values: readonly T[]): T;
};

/** Mulberry32 over a hash of the seed. */
export function randomOf(seed: string): Random {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = <T>(values: readonly T[]) =>
    values[Math.floor(next() * values.length)];
  return {
    next,
    integer: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: probability => next() < probability,
    pick,
    weighted: values => {
      let rest = next() * values.reduce((sum, { weight }) => sum + weight, 0);
      return (
        values.find(({ weight }) => {
          rest -= weight;
          return rest < 0;
        }) ?? values[values.length - 1]
      );
    },
  };
}

import { createHash } from 'node:crypto';

/** A source of pseudo-random values that repeats for the same seed. */
export type Random = {
  /** A number in [0, 1). */
  next(): number;
  /** An integer in [minimum, maximum], both included. */
  integer(minimum: number, maximum: number): number;
  /** One of the values; throws a RangeError if there are none. */
  pick<T>(values: readonly T[]): T;
};

/** The first 32 bits of the SHA-256 of the parts. */
function seedOf(parts: readonly (string | number)[]): number {
  return createHash('sha256').update(parts.join('\n')).digest().readUInt32LE(0);
}

/** Mulberry32: small, fast, and good enough for deciding which pod restarts. */
export function createRandom(...parts: (string | number)[]): Random {
  let state = seedOf(parts);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    integer: (minimum, maximum) =>
      minimum + Math.floor(next() * (maximum - minimum + 1)),
    pick: values => {
      if (values.length === 0) {
        throw new RangeError('cannot pick one of no values');
      }
      return values[Math.floor(next() * values.length)];
    },
  };
}

/** A UUID of version 4's form that depends only on the parts. */
export function uidFor(...parts: (string | number)[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  const variant = ((parseInt(hex[16], 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** 40 hexadecimal digits, like a Git commit, that depend only on the parts. */
export function commitFor(...parts: (string | number)[]): string {
  return createHash('sha1').update(parts.join('\n')).digest('hex');
}

/** 64 hexadecimal digits, like an image digest, that depend only on the parts. */
export function sha256For(...parts: (string | number)[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

/** The alphabet of Kubernetes' generated names: no vowels, no look-alikes. */
const SAFE_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** A suffix as Kubernetes appends it to generated names. */
export function nameSuffix(
  length: number,
  ...parts: (string | number)[]
): string {
  const bytes = createHash('sha256').update(parts.join('\n')).digest();
  let suffix = '';
  for (let index = 0; index < length; index++) {
    suffix += SAFE_LETTERS[bytes[index] % SAFE_LETTERS.length];
  }
  return suffix;
}

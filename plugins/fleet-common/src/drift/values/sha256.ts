/* eslint-disable no-bitwise */

/** The first 32 bits of the fractional parts of roots of the first primes, by FIPS 180-4. */
function fractions(count: number, root: (prime: number) => number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) {
      if (candidate % divisor === 0) isPrime = false;
    }
    if (isPrime) found.push(((root(candidate) % 1) * 2 ** 32) | 0);
  }
  return found;
}

const START = fractions(8, Math.sqrt);
const ROUNDS = fractions(64, Math.cbrt);

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/**
 * SHA-256 of a text in UTF-8, as hexadecimal digits. Of our own, as this package runs in
 * browsers too, where it is only there asynchronously and over HTTPS.
 */
export function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);

  const state = Int32Array.from(START);
  const words = new Int32Array(64);
  for (let offset = 0; offset < padded.length; offset += 64) {
    compress(state, words, view, offset);
  }
  return Array.from(state, word =>
    (word >>> 0).toString(16).padStart(8, '0'),
  ).join('');
}

function compress(
  state: Int32Array,
  words: Int32Array,
  view: DataView,
  offset: number,
): void {
  for (let index = 0; index < 16; index += 1) {
    words[index] = view.getInt32(offset + index * 4);
  }
  for (let index = 16; index < 64; index += 1) {
    const early = words[index - 15];
    const late = words[index - 2];
    words[index] =
      words[index - 16] +
      (turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)) +
      words[index - 7] +
      (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let index = 0; index < 64; index += 1) {
    const first =
      (h +
        (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) +
        ((e & f) ^ (~e & g)) +
        ROUNDS[index] +
        words[index]) |
      0;
    const second =
      ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) +
        ((a & b) ^ (a & c) ^ (b & c))) |
      0;
    [h, g, f, e, d, c, b, a] = [
      g,
      f,
      e,
      (d + first) | 0,
      c,
      b,
      a,
      (first + second) | 0,
    ];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] += word;
  });
}

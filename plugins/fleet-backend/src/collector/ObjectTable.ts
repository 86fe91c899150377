import { randomFillSync } from 'node:crypto';
import {
  SKIP_REASONS,
  type SkipReason,
} from '@fleetview/backstage-plugin-fleet-node';

/*
 * A slot has eleven words: 128 bits of the uid's hash, 64 of the resource
 * version's, 128 of the facts' own, and one of flags and epoch.
 */
const WORDS = 11;
const VERSION = 4;
const HASH = 6;
const FLAGS = 10;

const USED = 1;
/** Facts of it are in the store. */
const STORED = 2;
const HAS_VERSION = 4;
const HAS_HASH = 8;
const REASON_SHIFT = 4;
const REASON_MASK = 7;
const EPOCH_SHIFT = 7;
const EPOCH_MASK = 0x1ffffff;

const SMALLEST = 8;
const FULLEST = 0.8;
const GROWTH = 1.5;

// Unknown outside: a cluster that makes uids up cannot choose where they fall.
const SEED = randomFillSync(new Int32Array(4));

/** Where the last hash was put. */
const key = new Int32Array(4);
const digest = Buffer.from(new ArrayBuffer(32));
const digestWords = new Int32Array(digest.buffer);

/**
 * What a collector knows of the objects of one kind, in some 70 bytes each:
 * whether a resource version or facts are the ones of before, whether facts are
 * stored, why it could not be read, and the last list that had it. No object,
 * uid or text is kept. Open addressing with linear probing; a slot is good until
 * the next `put` or `remove`.
 */
export class ObjectTable {
  #words: Int32Array | undefined;
  #capacity = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Bytes that it holds. */
  get bytes(): number {
    return this.#words?.byteLength ?? 0;
  }

  /** The slot of an object, or -1. */
  find(uid: string): number {
    if (this.#size === 0) return -1;
    hashText(uid);
    const slot = this.#probe(key[0], key[1], key[2], key[3]);
    return this.#isUsed(slot) ? slot : -1;
  }

  /** The slot of an object, which is in the table from now on. */
  put(uid: string): number {
    if (this.#size + 1 > this.#capacity * FULLEST) this.#grow();
    hashText(uid);
    const slot = this.#probe(key[0], key[1], key[2], key[3]);
    if (!this.#isUsed(slot)) {
      const words = this.#words!;
      words.fill(0, slot * WORDS, (slot + 1) * WORDS);
      words.set(key, slot * WORDS);
      words[slot * WORDS + FLAGS] = USED;
      this.#size += 1;
    }
    return slot;
  }

  remove(slot: number): void {
    const words = this.#words!;
    let hole = slot;
    let next = slot;
    for (;;) {
      next = next + 1 === this.#capacity ? 0 : next + 1;
      if (!this.#isUsed(next)) break;
      const home = this.#home(words[next * WORDS]);
      // Whether the hole lies on the way from its home to where it is.
      const onTheWay =
        hole <= next
          ? home <= hole || home > next
          : home <= hole && home > next;
      if (!onTheWay) continue;
      words.copyWithin(hole * WORDS, next * WORDS, (next + 1) * WORDS);
      hole = next;
    }
    words[hole * WORDS + FLAGS] = 0;
    this.#size -= 1;
  }

  hasVersion(slot: number, resourceVersion: string): boolean {
    const words = this.#words!;
    const at = slot * WORDS;
    if ((words[at + FLAGS] & HAS_VERSION) === 0) return false;
    hashText(resourceVersion);
    return words[at + VERSION] === key[0] && words[at + VERSION + 1] === key[1];
  }

  /** @param resourceVersion - undefined where none is known, so that the object is read again */
  setVersion(slot: number, resourceVersion: string | undefined): void {
    const words = this.#words!;
    const at = slot * WORDS;
    if (resourceVersion === undefined) {
      words[at + FLAGS] &= ~HAS_VERSION;
      return;
    }
    hashText(resourceVersion);
    words[at + VERSION] = key[0];
    words[at + VERSION + 1] = key[1];
    words[at + FLAGS] |= HAS_VERSION;
  }

  hasHash(slot: number, hash: string): boolean {
    const words = this.#words!;
    const at = slot * WORDS;
    if ((words[at + FLAGS] & HAS_HASH) === 0) return false;
    readDigest(hash);
    return (
      words[at + HASH] === digestWords[0] &&
      words[at + HASH + 1] === digestWords[1] &&
      words[at + HASH + 2] === digestWords[2] &&
      words[at + HASH + 3] === digestWords[3]
    );
  }

  /** @param hash - base64url; undefined where nothing is known, so that whatever it says is told */
  setHash(slot: number, hash: string | undefined): void {
    const words = this.#words!;
    const at = slot * WORDS;
    if (hash === undefined) {
      words[at + FLAGS] &= ~HAS_HASH;
      return;
    }
    readDigest(hash);
    for (let word = 0; word < 4; word += 1) {
      words[at + HASH + word] = digestWords[word];
    }
    words[at + FLAGS] |= HAS_HASH;
  }

  hasAnyHash(slot: number): boolean {
    return (this.#words![slot * WORDS + FLAGS] & HAS_HASH) !== 0;
  }

  isStored(slot: number): boolean {
    return (this.#words![slot * WORDS + FLAGS] & STORED) !== 0;
  }

  setStored(slot: number, stored: boolean): void {
    const at = slot * WORDS + FLAGS;
    if (stored) this.#words![at] |= STORED;
    else this.#words![at] &= ~STORED;
  }

  /** Why it could not be read the last time. */
  skipped(slot: number): SkipReason | undefined {
    const index =
      (this.#words![slot * WORDS + FLAGS] >> REASON_SHIFT) & REASON_MASK;
    return index === 0 ? undefined : SKIP_REASONS[index - 1];
  }

  setSkipped(slot: number, reason: SkipReason | undefined): void {
    const at = slot * WORDS + FLAGS;
    const index = reason === undefined ? 0 : SKIP_REASONS.indexOf(reason) + 1;
    const words = this.#words!;
    words[at] =
      (words[at] & ~(REASON_MASK << REASON_SHIFT)) | (index << REASON_SHIFT);
  }

  /** The list that had it last. */
  epoch(slot: number): number {
    return (this.#words![slot * WORDS + FLAGS] >>> EPOCH_SHIFT) & EPOCH_MASK;
  }

  setEpoch(slot: number, epoch: number): void {
    const at = slot * WORDS + FLAGS;
    const words = this.#words!;
    words[at] =
      (words[at] & ((1 << EPOCH_SHIFT) - 1)) |
      ((epoch & EPOCH_MASK) << EPOCH_SHIFT);
  }

  /** Every slot in use. Nothing may be put or removed meanwhile. */
  *slots(): Generator<number> {
    for (let slot = 0; slot < this.#capacity; slot += 1) {
      if (this.#isUsed(slot)) yield slot;
    }
  }

  /** Takes out all slots that a condition holds for. */
  removeWhere(condition: (slot: number) => boolean): void {
    if (this.#size === 0) return;
    // From a free slot backwards, all around: a hole is then only ever filled from
    // slots that were looked at. Begun anywhere else, a run of slots that goes on
    // at the start of the table could move one past the place that is looked at.
    let free = 0;
    while (this.#isUsed(free)) free += 1;
    for (let step = 1; step < this.#capacity; step += 1) {
      const slot = (free - step + this.#capacity) % this.#capacity;
      if (this.#isUsed(slot) && condition(slot)) this.remove(slot);
    }
  }

  #isUsed(slot: number): boolean {
    return (this.#words![slot * WORDS + FLAGS] & USED) !== 0;
  }

  #home(first: number): number {
    return Math.floor(((first >>> 0) / 0x1_0000_0000) * this.#capacity);
  }

  #probe(a: number, b: number, c: number, d: number): number {
    const words = this.#words!;
    let slot = this.#home(a);
    for (;;) {
      const at = slot * WORDS;
      if ((words[at + FLAGS] & USED) === 0) return slot;
      if (
        words[at] === a &&
        words[at + 1] === b &&
        words[at + 2] === c &&
        words[at + 3] === d
      ) {
        return slot;
      }
      slot = slot + 1 === this.#capacity ? 0 : slot + 1;
    }
  }

  #grow(): void {
    const before = this.#words;
    const capacity = this.#capacity;
    this.#capacity = Math.max(SMALLEST, Math.ceil(capacity * GROWTH));
    this.#words = new Int32Array(this.#capacity * WORDS);
    for (let old = 0; old < capacity; old += 1) {
      const at = old * WORDS;
      if ((before![at + FLAGS] & USED) === 0) continue;
      const slot = this.#probe(
        before![at],
        before![at + 1],
        before![at + 2],
        before![at + 3],
      );
      this.#words.set(before!.subarray(at, at + WORDS), slot * WORDS);
    }
  }
}

/** Four lanes that mix each other with each character, and a final mix; not for secrets. */
function hashText(text: string): void {
  let a = SEED[0];
  let b = SEED[1];
  let c = SEED[2];
  let d = SEED[3];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  key[0] = a ^ b ^ c ^ d;
  key[1] = b ^ key[0];
  key[2] = c ^ key[0];
  key[3] = d ^ key[0];
}

function readDigest(hash: string): void {
  digestWords.fill(0);
  digest.write(hash, 0, 'base64url');
}

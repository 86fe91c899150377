import { hash } from 'node:crypto';
import { stampOf, stampsOf } from './stampOf';

const hashOf = (text: string) => hash('sha1', text, 'base64url');

describe('stampOf', () => {
  it('is the same in whatever order, and another one as soon as a part is', () => {
    const parts = ['a', 'b', 'c'].map(hashOf);
    expect(stampOf([...parts].reverse())).toBe(stampOf(parts));
    expect(stampOf([...parts.slice(1), hashOf('d')])).not.toBe(stampOf(parts));
    expect(stampOf(parts.slice(1))).not.toBe(stampOf(parts));
  });

  it('is the first 32 bits of the hash of a single part', () => {
    for (let index = 0; index < 100; index++) {
      const part = hashOf(String(index));
      const bits = Buffer.from(part, 'base64url').readUInt32BE(0);
      expect(stampOf([part])).toBe(bits % 2 ** 31);
    }
  });

  it('stays below 2^31, and is 0 of nothing', () => {
    const many = Array.from({ length: 5_000 }, (_, index) =>
      hashOf(String(index)),
    );
    const stamp = stampOf(many);
    expect(stamp).toBeGreaterThan(0);
    expect(stamp).toBeLessThan(2 ** 31);
    expect(Number.isSafeInteger(stamp)).toBe(true);
    expect(stampOf([])).toBe(0);
    expect(stampOf([''])).toBe(1);
  });
});

describe('stampsOf', () => {
  const stamps = (hashes: Record<string, string>) =>
    stampsOf(
      { primaryId: 'w-1', workloadIds: ['w-1', 'w-2'], deliveryIds: ['d-1'] },
      hashOf('row'),
      id => hashes[id],
    );
  const before = { 'w-1': hashOf('a'), 'w-2': hashOf('b'), 'd-1': hashOf('c') };

  it.each([
    ['w-1', true],
    ['w-2', false],
    ['d-1', true],
  ])('differ where %s does, that of rollouts: %s', (id, isOther) => {
    const { all, rollouts } = stamps({ ...before, [id]: hashOf('other') });
    const known = stamps(before);
    expect(all).not.toBe(known.all);
    expect(rollouts !== known.rollouts).toBe(isOther);
  });
});

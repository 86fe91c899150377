import { hash } from 'node:crypto';
import { stampOf } from './stampOf';

const hashOf = (text: string) => hash('sha1', text, 'base64url');

describe('stampOf', () => {
  it('is the same in whatever order, and another one as soon as a part is', () => {
    const parts = ['a', 'b', 'c'].map(hashOf);
    expect(stampOf([...parts].reverse())).toBe(stampOf(parts));
    expect(stampOf([...parts.slice(1), hashOf('d')])).not.toBe(stampOf(parts));
    expect(stampOf(parts.slice(1))).not.toBe(stampOf(parts));
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

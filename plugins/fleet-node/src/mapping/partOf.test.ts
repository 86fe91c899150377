import { partOf } from './partOf';

describe('partOf', () => {
  it('is the same for the same words, and for no others', () => {
    expect(partOf('a', 'b')).toBe(partOf('a', 'b'));
    const parts = [
      partOf('a', 'b'),
      partOf('b', 'a'),
      partOf('ab'),
      partOf('a', undefined, 'b'),
      partOf('a,b'),
    ];
    expect(new Set(parts).size).toBe(parts.length);
  });

  it('fits into a part whatever the words are', () => {
    expect(partOf('\u202e\u0000'.repeat(100_000))).toMatch(/^[\w-]{22}$/);
  });
});

import { boundedName, boundedText } from './boundedText';

describe('boundedText', () => {
  it('cuts a megabyte to its limit and says so', () => {
    const text = boundedText('x'.repeat(1_000_000));
    expect(text).toHaveLength(1024);
    expect(text.endsWith('…')).toBe(true);
    expect(boundedName('y'.repeat(10_000))).toHaveLength(512);
  });

  it('removes what reorders, hides or breaks text, and keeps lines', () => {
    expect(boundedText('a\u202eb\u200bc\u0000d\u001b[31m\ud800\nline')).toBe(
      'abcd[31m\nline',
    );
  });

  it('does not leave half a character at the cut', () => {
    const text = boundedText('😀'.repeat(2000));
    expect(text.at(-1)).toBe('…');
    expect(/\p{Cs}/u.test(text)).toBe(false);
  });
});

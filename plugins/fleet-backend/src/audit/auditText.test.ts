import { auditText } from './auditText';

describe('auditText', () => {
  it.each([
    [
      'a line that pretends to be another',
      'a\nFATAL b\r\n',
      'a\\u{a}FATAL b\\u{d}\\u{a}',
    ],
    ['a command to a terminal', '\u001b[31mred', '\\u{1b}[31mred'],
    ['NUL, which PostgreSQL refuses', 'a\0b', 'a\\u{0}b'],
    ['half of a pair', 'a\ud800b', 'a\\u{d800}b'],
    ['text that runs backwards', 'a\u202eb', 'a\\u{202e}b'],
    ['what cannot be seen', 'user\u200b', 'user\\u{200b}'],
    ['other line ends', 'a\u2028b', 'a\\u{2028}b'],
  ])('writes out %s', (_, text, expected) => {
    expect(auditText(text)).toBe(expected);
  });

  it('leaves what is text as it is', () => {
    const text = 'Zürich 東京 🚀 "quoted" <b> %_';
    expect(auditText(text)).toBe(text);
  });

  it('cuts what is too long, and no character in two', () => {
    expect(auditText('x'.repeat(10), 5)).toBe('xxxx…');
    expect(auditText('xxx🚀🚀', 5)).toBe('xxx…');
    expect(auditText('y'.repeat(1_000_000))).toHaveLength(500);
  });
});

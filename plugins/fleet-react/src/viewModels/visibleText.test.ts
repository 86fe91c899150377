import { visibleText } from './visibleText';

describe('visibleText', () => {
  it.each([
    ['payments', 'payments'],
    ['zahlungen größer 支払い', 'zahlungen größer 支払い'],
    ['\u05d0\u05d1 \u0639\u0631', '\u05d0\u05d1 \u0639\u0631'],
    ['a\u202eb', 'a[U+202E]b'],
    ['a\u2066b\u2069', 'a[U+2066]b[U+2069]'],
    ['a\u200bb\u200d\ufeff', 'a[U+200B]b[U+200D][U+FEFF]'],
    ['a\u00adb\u3164\u115f', 'a[U+00AD]b[U+3164][U+115F]'],
    ['a\u{e0041}b', 'a[U+E0041]b'],
    ['a\u001b[31mb\u0000', 'a[U+001B][31mb[U+0000]'],
    ['a\ud800b', 'a[U+D800]b'],
    ['a\u2028b\nc', 'a[U+2028]b[U+000A]c'],
    ['👩‍💻 ❤️ 🚢', '👩‍💻 ❤️ 🚢'],
    ['a\ufe0fb', 'a[U+FE0F]b'],
  ])('shows %j as %j', (text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });

  it('keeps the lines of what has lines', () => {
    expect(visibleText('a\n\tb\u202e', { lines: true })).toBe('a\n\tb[U+202E]');
  });
});

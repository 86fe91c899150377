import { duration, plainText, size } from './text';

describe('plainText', () => {
  it.each([
    ['a\r\nb\tc', 'a b c'],
    ['\u001b[31mred\u001b[0m', '[31mred [0m'],
    ['ab\u202egnp.exe', 'ab gnp.exe'],
    ['zero\u200bwidth', 'zero width'],
    ['half \ud83d pair', 'half pair'],
    ['whole 🚀 größe', 'whole 🚀 größe'],
    ['  edges  ', 'edges'],
  ])('makes %j plain', (text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  it('bounds the length, the ellipsis included', () => {
    expect(plainText('x'.repeat(11), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(plainText('x'.repeat(10), 10)).toBe('x'.repeat(10));
  });

  it('does not split a pair at the bound', () => {
    expect(plainText(`${'x'.repeat(8)}🚀🚀`, 10)).toBe(`${'x'.repeat(8)}…`);
  });

  it('looks at no more of a long text than it may need', () => {
    expect(plainText(`${'\n'.repeat(1_000_000)}x`, 10)).toBe('');
  });
});

it('words limits for people', () => {
  expect([duration(250), duration(1_500), duration(15_000)]).toEqual([
    '250 ms',
    '1.5 s',
    '15 s',
  ]);
  expect([size(500), size(8 * 1024 * 1024)]).toEqual(['500 bytes', '8 MiB']);
});

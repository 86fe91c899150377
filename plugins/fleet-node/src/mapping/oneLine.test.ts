import { oneLine } from './oneLine';

describe('oneLine', () => {
  it.each([
    ['a line', 'a line'],
    ['', ''],
    [' \n ', ''],
    ['* one:\n  * two\r\n\r\n  three \n', '* one: * two three'],
    ['within  a line', 'within  a line'],
  ])('of %j is %j', (text, line) => {
    expect(oneLine(text)).toBe(line);
  });

  // A pattern that tries each space anew would take minutes.
  it.each([' ', '\t', '\n', ' \n', '\u2003'])(
    'takes a megabyte of %j',
    space => {
      const text = space.repeat(1_500_000 / space.length);
      expect(oneLine(`a${text}b`)).toMatch(/^a\s+b$/);
      expect(oneLine(text)).toBe('');
    },
  );
});

import { decodeCursor, encodeCursor } from './cursor';

const encode = (value: unknown) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor', () => {
  it('is what it was', () => {
    const text = encodeCursor({ sort: 'name', value: 'ü/ "x"', id: 'c-1' });
    expect(decodeCursor(text, 'name', 'string')).toEqual({
      value: 'ü/ "x"',
      id: 'c-1',
    });
    const number = encodeCursor({
      sort: '-seen',
      value: 1_800_000_000_000,
      id: 'x',
    });
    expect(decodeCursor(number, '-seen', 'number')?.value).toBe(
      1_800_000_000_000,
    );
    expect(text).toMatch(/^[\w-]+$/);
  });

  it('may be absent', () => {
    expect(decodeCursor(undefined, 'name', 'string')).toBeUndefined();
  });

  it.each([
    ['another sort', encode({ s: 'nodes', v: 'a', i: 'b' })],
    ['another type', encode({ s: 'name', v: 7, i: 'b' })],
    ['no value', encode({ s: 'name', i: 'b' })],
    ['a value that is a list', encode({ s: 'name', v: ['a'], i: 'b' })],
    ['a NUL', encode({ s: 'name', v: 'a\0', i: 'b' })],
    ['a NUL in the id', encode({ s: 'name', v: 'a', i: '\0' })],
    ['an endless value', encode({ s: 'name', v: 'a'.repeat(2_001), i: 'b' })],
    ['no JSON', 'abc'],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => {
    expect(() => decodeCursor(text, 'name', 'string')).toThrow(
      /Start again without it/,
    );
  });
});

import { createHmac } from 'node:crypto';
import { decodeCursor, encodeCursor } from './cursor';

const KEY = Buffer.alloc(32, 7);

const signed = (said: string) =>
  said +
  createHmac('sha256', KEY)
    .update(said)
    .digest()
    .subarray(0, 16)
    .toString('base64url');

const encode = (value: unknown) =>
  signed(Buffer.from(JSON.stringify(value)).toString('base64url'));

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
    expect(
      decodeCursor(
        encode({ s: 'name', v: 'a', i: 'b' }),
        'name',
        'string',
        KEY,
      ),
    ).toEqual({ value: 'a', id: 'b' });
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
    ['no JSON', signed('abc')],
    ['nothing signed', signed('')],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => {
    expect(() => decodeCursor(text, 'name', 'string', KEY)).toThrow(
      /Start again without it/,
    );
  });

  it('is refused when somebody else made it, or changed it', () => {
    const own = encodeCursor({ sort: 'name', value: 'mmm', id: 'c-1' }, KEY);
    const refused = [
      encodeCursor({ sort: 'name', value: 'mmm', id: 'c-1' }),
      own.slice(0, -1),
      `${own}A`,
      own.slice(0, -22),
      Buffer.from(JSON.stringify({ s: 'name', v: 'a', i: 'b' })).toString(
        'base64url',
      ),
      ...Array.from(own, (character, at) =>
        [
          own.slice(0, at),
          character === 'A' ? 'B' : 'A',
          own.slice(at + 1),
        ].join(''),
      ).slice(0, -1),
    ];
    for (const text of refused) {
      expect(() => decodeCursor(text, 'name', 'string', KEY)).toThrow(
        /Start again/,
      );
    }
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { base64Of } from './base64';
import { canonicalText } from './canonicalText';
import { copyBounded, MAX_DEPTH, MAX_VALUES } from './copyBounded';
import type { Json } from './json';
import { sha256 } from './sha256';

describe('sha256', () => {
  it('is that of everybody else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        expect(sha256(text)).toBe(
          createHash('sha256').update(text).digest('hex'),
        );
      }),
    );
    const long = 'ü'.repeat(100_000);
    expect(sha256(long)).toBe(createHash('sha256').update(long).digest('hex'));
  });

  it.each([0, 55, 56, 63, 64, 119, 120])('pads %i bytes', length => {
    const text = 'a'.repeat(length);
    expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
  });
});

describe('base64Of', () => {
  it('is that of everybody else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(base64Of(text)).toBe(Buffer.from(text).toString('base64'));
      }),
    );
    const long = 'ü'.repeat(100_000);
    expect(base64Of(long)).toBe(Buffer.from(long).toString('base64'));
  });
});

describe('canonicalText', () => {
  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(JSON.parse(canonicalText(value as Json))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });

  it('does not depend on the order of keys', () => {
    expect(canonicalText({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"x","d":null}]}',
    );
  });

  it('hides nothing', () => {
    expect(canonicalText(['a\u202eb', '\u{e0041}', '\u0085', '\ud800'])).toBe(
      '["a\\u202eb","\\udb40\\udc41","\\u0085","\\ud800"]',
    );
  });
});

describe('copyBounded', () => {
  const nested = (depth: number): unknown => {
    let value: unknown = 1;
    for (let index = 0; index < depth; index += 1) value = { a: value };
    return value;
  };

  it.each([
    [undefined, 'not-an-object'],
    [null, 'not-an-object'],
    ['text', 'not-an-object'],
    [[{}], 'not-an-object'],
    [{ a: () => 1 }, 'not-json'],
    [{ a: [NaN] }, 'not-json'],
    [{ a: 1n }, 'not-json'],
    [nested(MAX_DEPTH + 1), 'too-deep'],
    [nested(100_000), 'too-deep'],
    [{ a: new Array(MAX_VALUES).fill(0) }, 'too-large'],
  ])('refuses case %#', (value, refused) => {
    expect(copyBounded(value)).toEqual({ refused });
  });

  it('takes what is as deep and as large as can be', () => {
    expect(copyBounded(nested(MAX_DEPTH))).toHaveProperty('copy');
    expect(
      copyBounded({ a: new Array(MAX_VALUES - 1).fill(0) }),
    ).toHaveProperty('copy');
  });

  it('takes names of prototypes for names', () => {
    const copied = copyBounded(
      JSON.parse('{"__proto__":{"x":1},"constructor":{"y":2}}'),
    );
    if (!('copy' in copied)) throw new Error('refused');
    expect(Object.keys(copied.copy)).toEqual(['__proto__', 'constructor']);
    expect('x' in copied.copy).toBe(false);
    expect('x' in {}).toBe(false);
  });

  it('leaves out what is null in objects, and not in lists', () => {
    expect(copyBounded({ a: null, b: [null], c: undefined })).toEqual({
      copy: { b: [null] },
    });
  });
});

import { parseMillicores, parseQuantity } from './quantities';

describe('parseQuantity', () => {
  it.each([
    ['0', 0],
    ['2', 2],
    [4, 4],
    ['100m', 0.1],
    ['16Gi', 17179869184],
    ['1.5Ki', 1536],
    ['1922788Ki', 1922788 * 1024],
    ['12e6', 12_000_000],
    ['12E6', 12_000_000],
    ['1E', 1e18],
    ['128974848', 128974848],
    ['129M', 129_000_000],
    ['500n', 5e-7],
    ['.5', 0.5],
    ['-1', -1],
  ])('reads %p as %p', (text, expected) => {
    expect(parseQuantity(text)).toBe(expected);
  });

  it.each<unknown>([
    '',
    'two',
    '1 Gi',
    '1gi',
    '1KiB',
    '0x10',
    'Infinity',
    'NaN',
    null,
    undefined,
    {},
    { toString: 'x', valueOf: 'x' },
    true,
    `${'9'.repeat(40)}`,
    NaN,
  ])('does not guess what %p means', value => {
    expect(parseQuantity(value)).toBeUndefined();
  });
});

describe('parseMillicores', () => {
  it.each([
    ['2', 2000],
    ['3920m', 3920],
    ['0.1', 100],
    ['1k', 1_000_000],
    ['250000000n', 250],
  ])('reads %p as %p', (text, expected) => {
    expect(parseMillicores(text)).toBe(expected);
  });
});

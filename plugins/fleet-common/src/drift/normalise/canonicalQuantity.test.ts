import fc from 'fast-check';
import { canonicalQuantity } from './canonicalQuantity';

describe('canonicalQuantity', () => {
  it.each([
    [['1', '1000m', 1, '1.0', '1e0', '+1', '1000000000n'], '1'],
    [['0.5', '500m', '.5', '5e-1', 0.5], '500m'],
    [['1Gi', '1024Mi', '1048576Ki', '1073741824', 1073741824], '1Gi'],
    [['1G', '1000M', '1e9', '1E9', '1000000k'], '1G'],
    [['1.5Gi', '1536Mi'], '1536Mi'],
    [['0', '0m', '-0', '0Gi', 0], '0'],
    [['110'], '110'],
    [['2048', '2Ki'], '2048'],
    [['-1', '-1000m'], '-1'],
    [['1E', '1000P'], '1E'],
    // Less than is counted is rounded up.
    [['0.1n', '1e-12', '1n'], '1n'],
    [['1u', '1000n'], '1u'],
  ])('%j are %s', (ways, expected) => {
    expect(ways.map(canonicalQuantity)).toEqual(ways.map(() => expected));
  });

  it.each([
    '',
    'two',
    '1 Gi',
    '1gi',
    '1KiB',
    '0x10',
    'NaN',
    '.',
    '-',
    null,
    {},
    NaN,
    '9'.repeat(40),
  ])('does not guess what %p means', value => {
    expect(canonicalQuantity(value)).toBeUndefined();
  });

  it('is one of itself, and tells apart what differs', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        fc.constantFrom('', 'm', 'k', 'Mi', 'n', 'Gi'),
        (left, right, suffix) => {
          const text = canonicalQuantity(`${left}${suffix}`)!;
          expect(canonicalQuantity(text)).toBe(text);
          const other = canonicalQuantity(`${right}${suffix}`);
          expect(text === other).toBe(left === right);
        },
      ),
    );
  });
});

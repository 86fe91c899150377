import { driftDuration } from './driftAge';

const NOW = Date.parse('2026-11-20T14:00:00Z');
const at = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

describe('driftDuration', () => {
  it.each([
    [
      'since watching began',
      { firstObservedAt: at(3 * 24 * 60) },
      { least: { unit: 'days', value: 3 }, isAtLeast: true },
    ],
    [
      'within a range',
      { firstObservedAt: at(10), notBefore: at(80) },
      {
        least: { unit: 'minutes', value: 10 },
        most: { unit: 'hours', value: 1 },
        isAtLeast: false,
      },
    ],
    [
      'as good as exactly',
      { firstObservedAt: at(180), notBefore: at(185) },
      { least: { unit: 'hours', value: 3 }, isAtLeast: false },
    ],
    [
      'until it ended',
      {
        firstObservedAt: at(60),
        notBefore: at(60),
        ended: { at: at(50), how: 'healed' as const, seconds: 600 },
      },
      { least: { unit: 'minutes', value: 10 }, isAtLeast: false },
    ],
    ['of no time', { firstObservedAt: 'yesterday' }, undefined],
  ])('is told %s', (_, episode, duration) => {
    expect(driftDuration(episode, NOW)).toEqual(duration);
  });

  it('is never negative, whatever clocks say', () => {
    expect(
      driftDuration({ firstObservedAt: at(-5), notBefore: at(-9) }, NOW),
    ).toEqual({ least: { unit: 'seconds', value: 0 }, isAtLeast: false });
  });
});

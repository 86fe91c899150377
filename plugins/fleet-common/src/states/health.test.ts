import { HEALTH_STATES, worstHealth } from './health';
import { worstSync } from './sync';
import { isCoverageCurrent } from './coverage';

describe('worstHealth', () => {
  it('calls the worst of nothing unknown', () => {
    expect(worstHealth([])).toBe('unknown');
    expect(worstSync([])).toBe('unknown');
  });

  it('never answers something better than any of its inputs', () => {
    for (const left of HEALTH_STATES) {
      for (const right of HEALTH_STATES) {
        const worst = HEALTH_STATES.indexOf(worstHealth([left, right]));
        expect(worst).toBe(
          Math.max(HEALTH_STATES.indexOf(left), HEALTH_STATES.indexOf(right)),
        );
      }
    }
  });
});

describe('isCoverageCurrent', () => {
  it('is not current without a proof', () => {
    expect(
      isCoverageCurrent({ state: 'current', confirmedAgeMs: undefined }),
    ).toBe(false);
  });

  it.each([
    ['current', 90_000, true],
    ['current', 90_001, false],
    ['interrupted', 10, true],
    ['unreachable', 0, false],
    ['forbidden', 0, false],
    ['quarantined', 0, false],
    ['not-asked', 0, false],
    ['pending', 0, false],
  ] as const)('%s, %i ms after its last proof: %s', (state, age, expected) => {
    expect(isCoverageCurrent({ state, confirmedAgeMs: age })).toBe(expected);
  });
});

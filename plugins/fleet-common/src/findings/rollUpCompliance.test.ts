import { rollUpCompliance } from './rollUpCompliance';

describe('rollUpCompliance', () => {
  it.each([
    [['compliant', 'compliant'], 'compliant'],
    [['compliant', 'unknown'], 'unknown'],
    [['compliant', 'unknown', 'pending'], 'pending'],
    [['pending', 'non-compliant', 'unknown'], 'non-compliant'],
  ] as const)('of %j is %s', (compliances, expected) => {
    expect(rollUpCompliance(compliances)).toBe(expected);
  });

  it('of no clusters is nothing', () => {
    expect(rollUpCompliance([])).toBeUndefined();
  });
});

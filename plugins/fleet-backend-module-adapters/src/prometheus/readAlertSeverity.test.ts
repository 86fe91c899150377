import { readAlertSeverity } from './readAlertSeverity';

describe('readAlertSeverity', () => {
  it.each([
    ['critical', 'critical'],
    ['Page', 'critical'],
    ['warning', 'medium'],
    ['info', 'info'],
    ['none', 'info'],
    ['p2', undefined],
    ['', undefined],
    ['constructor', undefined],
    [undefined, undefined],
  ])('reads %p as %p', (word, severity) => {
    expect(readAlertSeverity(word)).toBe(severity);
  });
});

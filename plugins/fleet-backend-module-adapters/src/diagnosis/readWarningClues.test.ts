import { readWarningClue } from './readWarningClues';
import type { Warning } from './schema';

const clueOf = (reason: string, message = 'it says so') =>
  readWarningClue({ reason, message } as Warning, 'cart-1');

describe('readWarningClue', () => {
  it.each([
    ['FailedScheduling', 'unschedulable', 'it says so'],
    ['SomethingElse', 'other', 'SomethingElse: it says so'],
    // Whoever writes Events chooses their reasons.
    ['constructor', 'other', 'constructor: it says so'],
    ['__proto__', 'other', '__proto__: it says so'],
    ['', 'other', 'it says so'],
  ])('takes %j for %s', (reason, expected, message) => {
    expect(clueOf(reason)).toMatchObject({ reason: expected, message });
  });
});

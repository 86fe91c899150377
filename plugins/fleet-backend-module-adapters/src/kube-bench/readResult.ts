import type { FindingResult } from '@fleetview/backstage-plugin-fleet-common';
import type { TestResult } from './schema';

/**
 * What became of a test. `WARN` is three things: what a person has to look at, a test
 * that tests nothing, and a failure that is not scored; only the last was evaluated.
 */
export function readResult({ status, type, scored }: TestResult): {
  result: FindingResult;
  doubt?: string;
} {
  switch (status) {
    case 'PASS':
      return { result: 'pass' };
    case 'FAIL':
      return { result: 'fail' };
    case 'INFO':
      return { result: 'skip' };
    case 'WARN':
      if (type === 'manual') {
        return { result: 'unknown', doubt: 'somebody has to look at it' };
      }
      return scored === false
        ? { result: 'warn' }
        : { result: 'unknown', doubt: 'it tests nothing' };
    default:
      return { result: 'unknown' };
  }
}

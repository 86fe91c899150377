import type { FindingResult } from '@fleetview/backstage-plugin-fleet-common';
import type { ReportedResult } from './schema';

const RESULTS: Record<string, FindingResult> = {
  pass: 'pass',
  fail: 'fail',
  warn: 'warn',
  error: 'error',
  skip: 'skip',
};

/** Properties of a result; the first version calls them `data`. */
export function readProperty(
  { properties, data }: ReportedResult,
  name: string,
): string | undefined {
  for (const values of [properties, data]) {
    if (values && Object.hasOwn(values, name)) {
      const value = values[name];
      if (typeof value === 'string' && value !== '') return value;
    }
  }
  return undefined;
}

/** What a list in one text names, as reporters write it. */
export function readNames(text: string | undefined): string[] {
  return (text ?? '')
    .slice(0, 20_000)
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
}

/**
 * What a result says, and in which word where that is none that is known. Whatever
 * an exception brought about is `exempt`: also what passes only because of it, as
 * an exception may ask to be reported.
 */
export function readResult(reported: ReportedResult): {
  result: FindingResult;
  exceptions: string[];
  unknownWord?: string;
} {
  // The first version calls it `status`.
  const word = reported.result ?? reported.status;
  const known = word?.toLowerCase() ?? '';
  const result = Object.hasOwn(RESULTS, known) ? RESULTS[known] : 'unknown';
  const exceptions = readNames(readProperty(reported, 'exceptions'));
  if (exceptions.length > 0 && (result === 'skip' || result === 'pass')) {
    return { result: 'exempt', exceptions };
  }
  return {
    result,
    exceptions,
    ...(result === 'unknown' ? { unknownWord: word ?? '' } : {}),
  };
}

import { InputError } from '@backstage/errors';

/**
 * A time of a parameter, in milliseconds since 1970.
 *
 * @throws InputError for a time that is none
 */
export function timeOf(name: string, text: string): number {
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) {
    throw new InputError(
      `The parameter '${name}' is no time. Write it as 2026-01-31T12:00:00Z.`,
    );
  }
  return time;
}

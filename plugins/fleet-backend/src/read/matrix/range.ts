import { InputError } from '@backstage/errors';

/** The most rows or columns of one answer. */
const LONGEST = 200;

/** Numbers from the first up to the second, which is not one of them. */
export type Range = { from: number; to: number };

/**
 * @param text - such as `0-50`, as the OpenAPI document lets it through
 * @throws InputError that says what may be asked for
 */
export function parseRange(parameter: string, text: string): Range {
  const [from, to] = text.split('-').map(Number);
  if (from >= to) {
    throw new InputError(
      `The parameter '${parameter}' is '${text}'. The second number has to be greater than the first, and is not part of the range.`,
    );
  }
  if (to - from > LONGEST) {
    throw new InputError(
      `The parameter '${parameter}' asks for ${
        to - from
      } at once. Ask for ${LONGEST} at most.`,
    );
  }
  return { from, to };
}

/** Those in a range that there are. */
export function sliceOf<T>(all: readonly T[], { from, to }: Range): T[] {
  return all.slice(from, to);
}

import { InputError } from '@backstage/errors';
import type { Json } from '../../yaml';

/**
 * A weight as a number.
 *
 * @param otherwise - what it is where it is left out
 * @throws InputError where it is none
 */
export function weightOf(
  value: Json | undefined,
  where: string,
  otherwise?: number,
): number {
  const weight = value === undefined ? otherwise : value;
  if (
    typeof weight !== 'number' ||
    !Number.isSafeInteger(weight) ||
    weight < 0 ||
    weight > 0xffffffff
  ) {
    throw new InputError(
      `${where} has ${
        value === undefined ? 'no weight' : 'a weight that is no whole number'
      }. Give it one by hand first.`,
    );
  }
  return weight;
}

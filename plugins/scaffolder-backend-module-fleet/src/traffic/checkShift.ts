import { InputError } from '@backstage/errors';
import type { Shift } from './Route';

/** Geo tags, hosts, Services with ports, subsets, and localities with a star. */
const NAME = /^[A-Za-z0-9*_][\w.*/:-]{0,252}$/;

/**
 * Checks what is to be moved.
 *
 * @throws InputError that says what of it cannot be meant
 */
export function checkShift({ from, to }: Shift): Shift {
  checkName('from', from);
  const names = to.map(({ name }) => checkName('to', name));
  if (names.includes(from)) {
    throw new InputError(
      `'${from}' is in 'from' and in 'to'. Name another that gets the traffic.`,
    );
  }
  if (new Set(names).size < names.length) {
    throw new InputError(`'to' names one twice: ${names.join(', ')}.`);
  }
  if (to.length > 1 && to.some(({ percent }) => percent === undefined)) {
    throw new InputError("Where 'to' names several, each needs its 'percent'.");
  }
  const sum = to.reduce((all, { percent = 0 }) => all + percent, 0);
  if (sum > 100) {
    throw new InputError(
      `The per cents of 'to' sum to ${sum}, and cannot be more than 100.`,
    );
  }
  return { from, to };
}

/** @throws InputError where it can be the name of nothing */
export function checkName(input: string, name: string): string {
  if (NAME.test(name)) return name;
  throw new InputError(
    `'${input}' is ${JSON.stringify(name).slice(
      0,
      200,
    )}, which is no name: letters, digits and '-', '_', '.', ':', '/', '*' are in names.`,
  );
}

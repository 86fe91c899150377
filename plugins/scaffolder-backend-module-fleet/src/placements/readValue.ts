import { refuse } from '../clusters';
import type { PlacedValue } from './Placement';

/**
 * A value as what it is to be: forms give texts only.
 *
 * @throws InputError where its text is no number, or neither `true` nor `false`
 */
export function readValue<T extends PlacedValue>(input: string, given: T): T {
  const { as, ...rest } = given;
  const { value, path } = given;
  if (as === undefined || as === typeof value) return rest as T;
  const text = `${value}`;
  if (as === 'text') return { ...rest, value: text } as T;
  const isOne =
    as === 'number'
      ? /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(text)
      : /^(?:true|false)$/.test(text);
  if (!isOne) refuse(`${input}: ${path}`, value, `it is no ${as}.`);
  return {
    ...rest,
    value: as === 'number' ? Number(text) : text === 'true',
  } as T;
}

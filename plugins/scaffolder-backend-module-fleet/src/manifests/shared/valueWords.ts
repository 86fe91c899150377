import type { Values } from './words';

/** Values as words, for a title. */
export function valueWords(values: Values): string {
  return values
    .map(({ path, value }) =>
      typeof value === 'object' ? path : `${path} is ${value}`,
    )
    .join(', ');
}

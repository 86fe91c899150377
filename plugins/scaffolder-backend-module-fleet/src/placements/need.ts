import { InputError } from '@backstage/errors';
import type { Placement, PlacementOptions } from './Placement';

/** @throws InputError where an input is missing that it cannot be done without */
export function need<K extends keyof PlacementOptions>(
  placement: PlacementOptions & { method: Placement['method'] },
  input: K,
  because: string,
): NonNullable<Placement[K]> {
  const value = placement[input];
  if (value !== undefined && value !== null) {
    return value as NonNullable<Placement[K]>;
  }
  throw new InputError(
    `'${input}' is missing for '${placement.method}': ${because}`,
  );
}

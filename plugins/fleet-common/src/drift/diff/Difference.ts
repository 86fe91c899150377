import type { ToldValue } from './toldValue';

/**
 * - `changed`: both have it, and not the same
 * - `missing`: the desired object has it and the live one does not
 * - `extra`: the live object has it where the desired one decides that it has not
 *
 * @public
 */
export type DifferenceKind = 'changed' | 'missing' | 'extra';

/**
 * One place in which a live object is not as it is desired.
 *
 * @public
 */
export type Difference = {
  /**
   * Where, such as `spec.template.spec.containers[name=web].image`. The path of the
   * object itself is empty: then the whole of it is missing, or extra.
   */
  path: string;
  kind: DifferenceKind;
  /** Its values are secret, and not told: only that they differ. */
  isSecret?: true;
  /** Absent where it is secret, or is extra. */
  desired?: ToldValue;
  /** Absent where it is secret, or is missing. */
  live?: ToldValue;
};

import type { Health } from '@fleetview/backstage-plugin-fleet-common';

/**
 * What a mapper says of an object's health, and why where that is not plain.
 *
 * @public
 */
export type Verdict = {
  health: Health;
  message?: string;
};

/**
 * The verdict on an object that is on its way out, whatever its conditions
 * still say.
 *
 * @public
 */
export const BEING_DELETED: Verdict = {
  health: 'progressing',
  message: 'being deleted',
};

/**
 * Whether a status speaks of an older specification than the object now has.
 * An absent generation proves nothing; an absent `observedGeneration` means
 * that no controller has looked yet.
 *
 * @public
 */
export function isBehind(
  generation: number | undefined,
  observedGeneration: number | undefined,
): boolean {
  return generation !== undefined && (observedGeneration ?? 0) < generation;
}

/**
 * The verdict on an object whose status is behind its specification.
 *
 * @public
 */
export function notObserved(
  generation: number | undefined,
  observedGeneration: number | undefined,
): Verdict {
  return {
    health: 'progressing',
    message: `generation ${generation ?? '?'} is not observed yet (last: ${
      observedGeneration ?? 'none'
    })`,
  };
}

import type { ReadContext } from '../types';

/** Whether there may be costs that the reader does not see: sums are then of a part only. */
export function seesInPart({ things, view }: ReadContext): boolean {
  return (
    (things !== undefined && !things.isWhole) ||
    (view?.fleet.limited.includes('clusters') ?? false)
  );
}

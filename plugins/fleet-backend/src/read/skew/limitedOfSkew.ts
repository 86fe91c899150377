import type { Limited } from '../../permissions/Access';
import type { ReadContext } from '../types';

/** That an answer holds only what the reader may see; nothing where it holds all. */
export function limitedOfSkew({ view, things }: ReadContext): {
  limited?: Limited[];
} {
  const limited: Limited[] = [
    ...(view?.fleet.limited ?? []),
    ...(things && !things.isWhole ? (['findings'] as const) : []),
  ];
  return limited.length > 0 ? { limited } : {};
}

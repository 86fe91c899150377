import type { ReadContext } from './types';

/**
 * The clusters whose past a reader may see who may not see all clusters: what is kept of
 * one that left is seen by who could see it. All where absent.
 */
export function pastIdsOf({ view }: ReadContext): string[] | undefined {
  return view?.fleet.limited.includes('clusters')
    ? [...view.pastIds]
    : undefined;
}

import type { Bindable } from '../Bindable';
import type { Located } from '../EntityIndex';
import { locationKey } from '../sourceLocation';
import { quoted, type Found } from './Rule';

/**
 * The entities whose place holds what a delivery brings. The deeper a place is,
 * the more exactly it is meant. It has to be the repository at least: nobody owns
 * all that a server has.
 *
 * @param said - how the entity's word is called in the evidence
 */
export function findByLocation(
  { sources = [] }: Bindable,
  index: ReadonlyMap<string, Located[]>,
  said: string,
): Found[] {
  const found: Found[] = [];
  if (index.size === 0) return found;
  for (const { segments, repository } of sources) {
    for (let depth = segments.length; depth >= repository; depth--) {
      const place = locationKey(segments.slice(0, depth));
      for (const located of index.get(place) ?? []) {
        found.push({
          entity: located.entity,
          evidence: `its source ${quoted(
            locationKey(segments),
          )} lies within ${said}: ${quoted(located.said)}`,
          precision: depth,
        });
      }
    }
  }
  return found;
}

import type { Places } from '../kinds';

/** So many clusters are kept by name; that there are more is said. */
export const MOST_PLACES = 300;

type Placed = { places: Places; morePlaces?: boolean };

/** Adds things on a cluster to some places. */
export function addPlace(
  placed: Placed,
  cluster: { id: string; name: string },
  things: number,
): void {
  const { places } = placed;
  if (!Object.hasOwn(places, cluster.id)) {
    if (Object.keys(places).length >= MOST_PLACES) {
      placed.morePlaces = true;
      return;
    }
    places[cluster.id] = { name: cluster.name, things: 0 };
  }
  places[cluster.id].things += things;
}

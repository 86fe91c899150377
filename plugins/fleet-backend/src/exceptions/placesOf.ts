import type { ExceptionScope } from '@fleetview/backstage-plugin-fleet-common';
import type { EntityIndex } from '../mapping/EntityIndex';
import type { Belonging, Places } from '../permissions/PlaceScope';

/**
 * Where an exception holds, and to whom that belongs by the catalog: what permissions to
 * change it are held against. Whose it is in the words of who asked decides nothing.
 */
export function placesOf(scope: ExceptionScope, entities: EntityIndex): Places {
  return {
    clusters: scope.clusters,
    namespaces: scope.namespaces,
    belongings:
      scope.entities.length > 0
        ? scope.entities.map(ref => belongingOf(ref, entities))
        : ['cluster'],
  };
}

/** The same for who reads: an owner that was named may read what was written down for him. */
export function readablePlacesOf(
  scope: ExceptionScope,
  entities: EntityIndex,
): Places {
  const places = placesOf(scope, entities);
  return scope.owner === undefined
    ? places
    : {
        ...places,
        belongings: [...places.belongings, { owner: scope.owner }],
      };
}

function belongingOf(ref: string, entities: EntityIndex): Belonging {
  const { owner, system } = entities.byRef.get(ref) ?? {};
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(system === undefined ? {} : { system }),
  };
}

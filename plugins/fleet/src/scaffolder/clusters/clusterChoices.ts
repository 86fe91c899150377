import type { ClusterSummary } from '@fleetview/backstage-plugin-fleet-common';
import { sortedByName } from '@fleetview/backstage-plugin-fleet-react';
import type { ClusterOptions } from './clusterOptions';
import type { ComponentPlace, ComponentPlaces } from './componentPlaces';
import { objectionsTo, type Objection } from './eligibility';

/** Where a cluster stands in the list, the first at the top. */
export const STANDINGS = [
  'runs',
  'placed',
  'sameOwner',
  'others',
  'ineligible',
] as const;

export type Standing = (typeof STANDINGS)[number];

/** A cluster as something to choose. */
export interface ClusterChoice {
  cluster: ClusterSummary;
  /** What the form gets. */
  value: string;
  objections: Objection[];
  isOff: boolean;
  standing: Standing;
  /** Of the chosen component; absent where nothing is known of it there. */
  place?: ComponentPlace;
}

/**
 * The clusters as they can be chosen: those where the component runs first, those
 * that are not eligible last, by name otherwise.
 */
export function clusterChoices(
  clusters: readonly ClusterSummary[],
  options: ClusterOptions,
  places?: ComponentPlaces,
): ClusterChoice[] {
  const named = new Map<string, number>();
  for (const { name } of clusters) named.set(name, (named.get(name) ?? 0) + 1);
  const choices = sortedByName(clusters).map(cluster => {
    const isAmbiguous =
      options.value === 'name' && (named.get(cluster.name) ?? 0) > 1;
    const objections = objectionsTo(cluster, options.eligible, isAmbiguous);
    const place = places?.byCluster.get(cluster.id);
    return {
      cluster,
      value: options.value === 'id' ? cluster.id : cluster.name,
      objections,
      // Of two of one name nobody could say which was chosen.
      isOff: objections.length > 0 && (isAmbiguous || !options.allowIneligible),
      standing:
        objections.length > 0
          ? ('ineligible' as const)
          : standingOf(cluster, place, places),
      place,
    };
  });
  return STANDINGS.flatMap(standing =>
    choices.filter(choice => choice.standing === standing),
  );
}

function standingOf(
  cluster: ClusterSummary,
  place: ComponentPlace | undefined,
  places: ComponentPlaces | undefined,
): Standing {
  if (place?.kind === 'runs') return 'runs';
  if (place?.reason === 'placed-but-absent') return 'placed';
  return places?.owners.has(cluster.attributes.owner.value)
    ? 'sameOwner'
    : 'others';
}

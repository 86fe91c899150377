import {
  useDriftFacet,
  type DriftFilters,
  type DriftLine,
} from '@fleetview/backstage-plugin-fleet-react';
import { chosenOf, type FacetKey } from './driftFilters';

/**
 * How many episodes each value of each filter would show. Asked for when somebody looks at
 * the filters; before that only for the names of clusters that are chosen.
 */
export function useFacets(
  filters: DriftFilters,
  isOpen: boolean,
): Record<FacetKey, DriftLine[]> {
  const isNamed = chosenOf(filters, 'cluster').length > 0;
  return {
    class: useDriftFacet('class', filters, isOpen),
    age: useDriftFacet('age', filters, isOpen),
    owner: useDriftFacet('owner', filters, isOpen),
    cluster: useDriftFacet('cluster', filters, isOpen || isNamed),
    component: useDriftFacet('component', filters, isOpen),
    region: useDriftFacet('region', filters, isOpen),
    environment: useDriftFacet('environment', filters, isOpen),
    engine: useDriftFacet('engine', filters, isOpen),
  };
}

import type { ReactNode } from 'react';
import type { Facet } from '@fleetview/backstage-plugin-fleet-common';
import {
  CLUSTER_FILTER_KEYS,
  FacetFilter,
  STATUS_KEYS,
  toggleFilter,
  useFleetText,
  type ClusterFilterKey,
  type ClusterFilters,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';
import { entityName } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

/**
 * What clusters are narrowed by, with what each choice would leave.
 */
export function ClusterFacets(props: {
  facets: Record<string, Facet>;
  filters: ClusterFilters;
  onChange: (filters: ClusterFilters) => void;
  /** Which of them; all where absent. */
  keys?: readonly ClusterFilterKey[];
  children?: ReactNode;
}) {
  const { facets, filters, onChange, keys = CLUSTER_FILTER_KEYS } = props;
  const t = useText();
  const { statusText } = useFleetText();
  const textOf = (value: string): string => {
    if (value === 'reachable') return t('filters.reachable');
    if (value === 'stale') return t('filters.stale');
    return (STATUS_KEYS as string[]).includes(value)
      ? statusText(value as StatusKey)
      : entityName(value);
  };
  return (
    <FacetFilter
      groups={keys.map(key => ({
        key,
        title: t(`filters.${key}`),
        values: facets[key]?.values ?? [],
        chosen: filters[key] ?? [],
        textOf,
      }))}
      onToggle={(key, value) => onChange(toggleFilter(filters, key, value))}
      onClear={() => onChange({})}
    >
      {props.children}
    </FacetFilter>
  );
}

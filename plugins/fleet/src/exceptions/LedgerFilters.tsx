import {
  EXCEPTION_KINDS,
  EXCEPTION_STATES,
  type ExceptionKind,
  type ExceptionState,
  type FleetExceptionPage,
} from '@fleetview/backstage-plugin-fleet-common';
import { FacetFilter } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { FILTER_KEYS, type FilterKey, type Filters } from './exceptionFilters';

/** What the ledger is narrowed by; a filter that only a link can set is a chip to take away. */
export function LedgerFilters(props: {
  filters: Filters;
  pages: readonly FleetExceptionPage[];
  onToggle: (key: FilterKey, value: string) => void;
  onClear: () => void;
}) {
  const { filters, pages } = props;
  const t = useText();
  const { states, kinds } = pages[0].totals;
  const names = new Map(
    pages.flatMap(({ items }) =>
      items.flatMap(({ scope }) =>
        scope.clusters.map(({ id, name }) => [id, name] as const),
      ),
    ),
  );
  const valuesOf = (key: FilterKey) => {
    if (key === 'state') {
      return EXCEPTION_STATES.map(value => ({
        value: value as string,
        count: states[value],
      }));
    }
    if (key !== 'kind') return [];
    return EXCEPTION_KINDS.map(value => ({
      value: value as string,
      count: kinds[value],
    }));
  };
  const textOf = (key: FilterKey, value: string) => {
    if (key === 'state') {
      return t(`exceptions.states.${value as ExceptionState}`);
    }
    if (key === 'kind') return t(`exceptions.kinds.${value as ExceptionKind}`);
    return key === 'cluster' ? names.get(value) ?? value : value;
  };
  return (
    <FacetFilter
      groups={FILTER_KEYS.map(key => ({
        key,
        title: t(`exceptions.filters.${key}`),
        values: valuesOf(key),
        chosen: filters[key] ?? [],
        textOf: value => textOf(key, value),
      }))}
      onToggle={props.onToggle}
      onClear={props.onClear}
    />
  );
}

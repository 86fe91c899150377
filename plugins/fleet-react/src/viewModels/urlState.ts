import { COUNTED_STATES, type CountedState } from './countedStates';
import { GROUPINGS, type Grouping } from './groups';
import {
  CLUSTER_FILTER_KEYS,
  type ClusterFilterKey,
  type ClusterFilters,
} from './clusterFilters';
import { toggled } from './toggled';

const MOST_VALUES = 50;

/**
 * What the URL says about a list of clusters.
 *
 * @public
 */
export interface ClusterListState {
  filters: ClusterFilters;
  text: string;
  /** A key of the API's `sort`, with a minus for descending. */
  sort?: ClusterSort;
  grouping: Grouping;
  view: 'grid' | 'table';
}

/**
 * The columns that clusters are sorted by.
 *
 * @public
 */
export const CLUSTER_SORT_KEYS = [
  'name',
  'reachability',
  'health',
  'version',
  'nodes',
  'lastSeen',
  'degraded',
] as const;

/** @public */
export type ClusterSortKey = (typeof CLUSTER_SORT_KEYS)[number];

/** @public */
export type ClusterSort = ClusterSortKey | `-${ClusterSortKey}`;

/**
 * Reads the state of a list of clusters from the URL. What it does not know it
 * ignores, so that an old or hand-written link still opens.
 *
 * @public
 */
export function parseClusterListState(
  search: URLSearchParams,
): ClusterListState {
  const filters: ClusterFilters = {};
  for (const key of CLUSTER_FILTER_KEYS) {
    const values = valuesOf(search, key);
    if (values.length > 0) filters[key] = values;
  }
  const sort = search.get('sort') ?? undefined;
  const grouping = search.get('group');
  return {
    filters,
    text: (search.get('text') ?? '').slice(0, 200),
    sort: isClusterSort(sort) ? sort : undefined,
    grouping: GROUPINGS.find(known => known === grouping) ?? 'region',
    view: search.get('view') === 'table' ? 'table' : 'grid',
  };
}

/**
 * Writes the state of a list of clusters into the URL, and leaves what is not
 * its own as it was. What is usual is left out, so that the plain page has the
 * plain address.
 *
 * @public
 */
export function printClusterListState(
  state: ClusterListState,
  previous: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const search = new URLSearchParams(previous);
  for (const key of CLUSTER_FILTER_KEYS) {
    search.delete(key);
    for (const value of state.filters[key] ?? []) search.append(key, value);
  }
  setOrDelete(search, 'text', state.text || undefined);
  setOrDelete(search, 'sort', state.sort);
  setOrDelete(
    search,
    'group',
    state.grouping === 'region' ? undefined : state.grouping,
  );
  setOrDelete(search, 'view', state.view === 'grid' ? undefined : state.view);
  return search;
}

/**
 * A query string for a list with nothing but these filters.
 *
 * @returns with its question mark, or empty
 * @public
 */
export function filterSearch(filters: Record<string, string[]>): string {
  const search = new URLSearchParams();
  for (const [key, values] of Object.entries(filters)) {
    for (const value of values) search.append(key, value);
  }
  const text = search.toString();
  return text && `?${text}`;
}

/**
 * Adds a value to a key, or takes it away.
 *
 * @public
 */
export function toggleFilter(
  filters: ClusterFilters,
  key: ClusterFilterKey,
  value: string,
): ClusterFilters {
  const next = toggled(filters[key] ?? [], value);
  const { [key]: _removed, ...others } = filters;
  return next.length > 0 ? { ...others, [key]: next } : others;
}

/**
 * The states that a list of instances, workloads or deliveries is narrowed to.
 *
 * @public
 */
export function parseStates(search: URLSearchParams): CountedState[] {
  return valuesOf(search, 'state').filter((value): value is CountedState =>
    (COUNTED_STATES as readonly string[]).includes(value),
  );
}

function valuesOf(search: URLSearchParams, key: string): string[] {
  const values = search.getAll(key).filter(value => value !== '');
  return [...new Set(values)].slice(0, MOST_VALUES);
}

function isClusterSort(sort: string | undefined): sort is ClusterSort {
  return (
    sort !== undefined &&
    (CLUSTER_SORT_KEYS as readonly string[]).includes(sort.replace(/^-/, ''))
  );
}

function setOrDelete(
  search: URLSearchParams,
  key: string,
  value: string | undefined,
): void {
  if (value === undefined) search.delete(key);
  else search.set(key, value);
}

import {
  EXCEPTION_KINDS,
  EXCEPTION_STATES,
  type ListExceptionsQuery,
} from '@fleetview/backstage-plugin-fleet-common';

/** What the ledger is narrowed by, in the URL under the same words. */
export const FILTER_KEYS = [
  'state',
  'kind',
  'owner',
  'component',
  'policy',
  'cluster',
] as const;

export type FilterKey = (typeof FILTER_KEYS)[number];
export type Filters = Omit<ListExceptionsQuery, 'cursor' | 'limit'>;

/** Reads the filters from the URL. What it does not know it ignores, so that an old link still opens. */
export function parseFilters(search: URLSearchParams): Filters {
  const all: Record<string, string[]> = {};
  for (const key of FILTER_KEYS) {
    const values = search.getAll(key).filter(value => isKnown(key, value));
    if (values.length > 0) all[key] = values.slice(0, 50);
  }
  return all as Filters;
}

function isKnown(key: FilterKey, value: string): boolean {
  if (key === 'state') {
    return (EXCEPTION_STATES as readonly string[]).includes(value);
  }
  if (key === 'kind') {
    return (EXCEPTION_KINDS as readonly string[]).includes(value);
  }
  return value !== '' && value.length <= 253;
}

/** The URL with a value of a filter added, or taken away where it was there. */
export function toggleFilter(
  previous: URLSearchParams,
  key: FilterKey,
  value: string,
): URLSearchParams {
  const values = previous.getAll(key);
  const search = new URLSearchParams(previous);
  search.delete(key);
  const next = values.includes(value)
    ? values.filter(each => each !== value)
    : [...values, value];
  for (const each of next) search.append(key, each);
  return search;
}

/** The URL without filters. */
export function clearFilters(previous: URLSearchParams): URLSearchParams {
  const search = new URLSearchParams(previous);
  for (const key of FILTER_KEYS) search.delete(key);
  return search;
}

import {
  DRIFT_CLASSES,
  type DriftAge,
} from '@fleetview/backstage-plugin-fleet-common';
import type { DriftFilters } from '@fleetview/backstage-plugin-fleet-react';

export const DRIFT_AGES: readonly DriftAge[] = [
  'hour',
  'day',
  'week',
  'month',
  'longer',
];

/** What drift is narrowed by with counts, in the URL under the same words. */
export const FACET_KEYS = [
  'class',
  'age',
  'owner',
  'cluster',
  'component',
  'region',
  'environment',
  'engine',
] as const;

export type FacetKey = (typeof FACET_KEYS)[number];

/** Those and what only a link can set. */
export const FILTER_KEYS = [...FACET_KEYS, 'system', 'same'] as const;

export type FilterKey = (typeof FILTER_KEYS)[number];

export const STATES = ['open', 'unconfirmed', 'ended', 'all'] as const;
export const IGNORED = ['without', 'too', 'only'] as const;

/** As drift is listed: by a line for each of something, or one by one. */
export const VIEWS = [
  'same',
  'class',
  'age',
  'owner',
  'component',
  'cluster',
  'episodes',
] as const;

export type View = (typeof VIEWS)[number];

const MOST_VALUES = 50;
/** So much a filter takes. */
const LONGEST_VALUE = 253;

/** Whether a list can be narrowed to a value. */
export function isFilterable(value: string): boolean {
  return value.length <= LONGEST_VALUE;
}

function isKnown(key: FilterKey, value: string): boolean {
  if (key === 'class') {
    return (DRIFT_CLASSES as readonly string[]).includes(value);
  }
  if (key === 'age') return (DRIFT_AGES as readonly string[]).includes(value);
  if (key === 'same') return value !== '' && value.length <= 80;
  return isFilterable(value);
}

/** Reads the filters from the URL. What it does not know it ignores, so that an old link still opens. */
export function parseFilters(search: URLSearchParams): DriftFilters {
  const filters: Record<string, string[] | string> = {};
  for (const key of FILTER_KEYS) {
    const values = search.getAll(key).filter(value => isKnown(key, value));
    if (values.length === 0) continue;
    filters[key] = key === 'same' ? values[0] : values.slice(0, MOST_VALUES);
  }
  const state = STATES.find(each => each === search.get('state'));
  if (state && state !== 'open') filters.state = state;
  const ignored = IGNORED.find(each => each === search.get('ignored'));
  if (ignored && ignored !== 'without') filters.ignored = ignored;
  return filters as DriftFilters;
}

/** The values that are chosen of a key. */
export function chosenOf(filters: DriftFilters, key: FilterKey): string[] {
  const value = filters[key];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : [...value];
}

/** The URL with a value of a filter added, or taken away where it was there. */
export function withToggled(
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

/** The URL with one of several words, which is not written where it is the usual one. */
export function withWord(
  previous: URLSearchParams,
  key: 'state' | 'ignored' | 'view' | 'open' | 'diff',
  word: string | undefined,
  usual?: string,
): URLSearchParams {
  const search = new URLSearchParams(previous);
  if (word === undefined || word === usual) search.delete(key);
  else search.set(key, word);
  return search;
}

/** The URL without filters. */
export function withoutFilters(previous: URLSearchParams): URLSearchParams {
  const search = new URLSearchParams(previous);
  for (const key of [...FILTER_KEYS, 'state', 'ignored']) search.delete(key);
  return search;
}

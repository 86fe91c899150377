import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { MatrixQuery } from '@fleetview/backstage-plugin-fleet-common';
import {
  entityRefOf,
  type MatrixDensity,
  type MatrixView,
} from '@fleetview/backstage-plugin-fleet-react';

/** What is narrowed by, each with several values: any of these, and all of the keys. */
export const MATRIX_FILTER_KEYS = [
  'component',
  'system',
  'domain',
  'owner',
  'region',
  'environment',
  'provider',
  'tier',
  'state',
] as const;

export type MatrixFilterKey = (typeof MATRIX_FILTER_KEYS)[number];

export const MATRIX_GROUPINGS = [
  'region',
  'environment',
  'owner',
  'wave',
  'none',
] as const;

export const MATRIX_SORTS = ['name', 'state'] as const;

/** What columns are: components, or the attributes of the one component that is chosen. */
export const MATRIX_COLUMNS = ['components', 'attributes'] as const;

/** What of the matrix is on the screen, which lives in the URL and nowhere else. */
export type MatrixChoices = {
  filters: Record<MatrixFilterKey, string[]>;
  text: string;
  groupBy: (typeof MATRIX_GROUPINGS)[number];
  /** The release whose waves rows are grouped by; empty for that of the component. */
  rollout: string;
  sort: (typeof MATRIX_SORTS)[number];
  /** By which attribute rows are sorted, with a minus for the other way; empty for none. */
  attributeSort: string;
  columns: (typeof MATRIX_COLUMNS)[number];
  density: MatrixDensity;
  view: MatrixView;
  collapsed: string[];
  /** The time that it is of, ISO 8601; of now where absent. */
  at?: string;
};

type Change = Partial<Omit<MatrixChoices, 'filters' | 'at'>> & {
  /** Undefined for now. */
  at?: string | undefined;
  filters?: Partial<MatrixChoices['filters']>;
};

const LONGEST = 253;
const MOST = 50;

export function useMatrixFilters(): [MatrixChoices, (change: Change) => void] {
  const [search, setSearch] = useSearchParams();
  const choices = useMemo<MatrixChoices>(() => {
    const all = (key: string) =>
      search
        .getAll(key)
        .slice(0, MOST)
        .map(value => value.slice(0, LONGEST));
    const one = <T extends string>(key: string, of: readonly T[]): T =>
      of.find(each => each === search.get(key)) ?? of[0];
    return {
      filters: Object.fromEntries(
        MATRIX_FILTER_KEYS.map(key => [key, all(key)]),
      ) as MatrixChoices['filters'],
      text: (search.get('text') ?? '').slice(0, 200),
      groupBy: one('groupBy', MATRIX_GROUPINGS),
      rollout: (search.get('rollout') ?? '').slice(0, 64),
      sort: one('sort', MATRIX_SORTS),
      attributeSort: (search.get('by') ?? '').slice(0, 20),
      columns: one('columns', MATRIX_COLUMNS),
      density: one('density', ['comfortable', 'compact']),
      view: one('as', ['grid', 'table']),
      collapsed: all('collapsed'),
      ...timeIn(search),
    };
  }, [search]);
  const change = useCallback(
    ({ filters, ...partial }: Change) =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          const named: Record<string, unknown> = { ...filters, ...partial };
          if ('view' in named) named.as = named.view;
          delete named.view;
          if ('attributeSort' in named) named.by = named.attributeSort;
          delete named.attributeSort;
          for (const [key, value] of Object.entries(named)) {
            next.delete(key);
            for (const each of [value].flat()) {
              if (each) next.append(key, String(each));
            }
          }
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return [choices, change];
}

/** What is no time is none: then it is of now, and says so. */
function timeIn(search: URLSearchParams): Pick<MatrixChoices, 'at'> {
  const at = search.get('at') ?? '';
  const isTime = /^\d{4}-\d\d-\d\dT[\d:.]{4,12}Z$/.test(at);
  return isTime && !Number.isNaN(Date.parse(at)) ? { at } : {};
}

/** What is asked of the server, within what a page is about. */
export function matrixQueryOf(
  choices: MatrixChoices,
  scope: Pick<MatrixQuery, 'system' | 'owner'> = {},
): MatrixQuery {
  const { filters, text, groupBy, rollout, sort, at } = choices;
  const chosen = Object.fromEntries(
    Object.entries({ ...filters, ...scope }).filter(
      ([, values]) => values && values.length > 0,
    ),
  );
  return {
    ...chosen,
    ...(text ? { text } : {}),
    ...(at ? { at } : {}),
    groupBy,
    ...(rollout ? { rollout } : {}),
    sort,
    // Of what is owned by somebody the clusters without any of it say nothing.
    ...(Object.keys(scope).length > 0 || componentOf(choices)
      ? { placed: true }
      : {}),
  } as MatrixQuery;
}

/** The component whose attributes are the columns; undefined where columns are components. */
export function componentOf({
  at,
  columns,
  filters,
}: Pick<MatrixChoices, 'at' | 'columns' | 'filters'>): string | undefined {
  const [component, ...others] = filters.component;
  // Its attributes are read as they are now, and are not kept for each moment.
  return at === undefined &&
    columns === 'attributes' &&
    others.length === 0 &&
    entityRefOf(component)
    ? component
    : undefined;
}

/** Where the attributes of a component are, within all else that the URL says. */
export function useAttributesLink(): (entityRef: string) => string {
  const [search] = useSearchParams();
  return useCallback(
    (entityRef: string) => {
      const next = new URLSearchParams(search);
      next.set('component', entityRef);
      next.set('columns', 'attributes');
      next.delete('cell');
      return `?${next}`;
    },
    [search],
  );
}

import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { MatrixQuery } from '@fleetview/backstage-plugin-fleet-common';
import type {
  MatrixDensity,
  MatrixView,
} from '@fleetview/backstage-plugin-fleet-react';

/** What is narrowed by, each with several values: any of these, and all of the keys. */
export const MATRIX_FILTER_KEYS = [
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
  'none',
] as const;

export const MATRIX_SORTS = ['name', 'state'] as const;

/** What of the matrix is on the screen, which lives in the URL and nowhere else. */
export type MatrixChoices = {
  filters: Record<MatrixFilterKey, string[]>;
  text: string;
  groupBy: (typeof MATRIX_GROUPINGS)[number];
  sort: (typeof MATRIX_SORTS)[number];
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
      sort: one('sort', MATRIX_SORTS),
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
  const { filters, text, groupBy, sort, at } = choices;
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
    sort,
    // Of what is owned by somebody the clusters without any of it say nothing.
    ...(Object.keys(scope).length > 0 ? { placed: true } : {}),
  } as MatrixQuery;
}

import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { StatementType } from '@fleetview/backstage-plugin-fleet-common';

/**
 * The types of what is read on a cluster, in the order in which they are asked for.
 */
export const STATEMENT_TYPES: StatementType[] = [
  'placement',
  'source',
  'freeze',
  'service',
  'autoscaler',
  'analysis',
  'lease',
  'cluster',
  'pool',
  'agent',
];

export type StatementFilters = { type: StatementType[]; text: string };

/**
 * What the list is narrowed to, which lives in the URL and nowhere else.
 */
export function useStatementFilters(): [
  StatementFilters,
  (change: Partial<StatementFilters>) => void,
] {
  const [search, setSearch] = useSearchParams();
  const filters = useMemo<StatementFilters>(() => {
    const types = search.getAll('type');
    return {
      type: STATEMENT_TYPES.filter(each => types.includes(each)),
      text: (search.get('text') ?? '').slice(0, 200),
    };
  }, [search]);
  const change = useCallback(
    (partial: Partial<StatementFilters>) =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          for (const [key, value] of Object.entries(partial)) {
            next.delete(key);
            for (const each of [value].flat()) {
              if (each) next.append(key, each);
            }
          }
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return [filters, change];
}

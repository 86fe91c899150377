import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { UnboundProblem } from '@fleetview/backstage-plugin-fleet-common';

/**
 * Why something is bound to nothing, in the order in which somebody has to decide.
 */
export const UNBOUND_PROBLEMS: UnboundProblem[] = [
  'contested',
  'ambiguous',
  'unbound',
];

const TEXT_KEYS = ['cluster', 'namespace', 'engine', 'text'] as const;

export type UnboundFilters = {
  problem: UnboundProblem[];
} & Partial<Record<(typeof TEXT_KEYS)[number], string>>;

/**
 * What the list is narrowed to, which lives in the URL and nowhere else.
 */
export function useUnboundFilters(): [
  UnboundFilters,
  (change: Partial<UnboundFilters>) => void,
] {
  const [search, setSearch] = useSearchParams();
  const filters = useMemo<UnboundFilters>(() => {
    const problems = search.getAll('problem');
    const found: UnboundFilters = {
      problem: UNBOUND_PROBLEMS.filter(each => problems.includes(each)),
    };
    for (const key of TEXT_KEYS) {
      const value = search.get(key);
      if (value) found[key] = value.slice(0, 200);
    }
    return found;
  }, [search]);
  const change = useCallback(
    (partial: Partial<UnboundFilters>) =>
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

import type {
  MatrixQuery,
  MatrixGrouping,
} from '@fleetview/backstage-plugin-fleet-common';

/** What narrows, groups and sorts the matrix, in one form for all ways to ask the same. */
export type MatrixQuestion = {
  /** The same for the same question. */
  key: string;
  filter: Omit<MatrixQuery, 'groupBy' | 'rollout' | 'sort' | 'columnSort'>;
  groupBy: MatrixGrouping;
  /** Of which release the waves are; of that of the one component where absent. */
  rollout?: string;
  sort: 'name' | 'state';
  columnSort: 'name' | 'state';
};

const LISTS = [
  'system',
  'domain',
  'owner',
  'component',
  'region',
  'environment',
  'provider',
  'tier',
  'cluster',
  'state',
] as const;

/** @param query - parameters that the OpenAPI document let through, others beside them */
export function toQuestion(query: MatrixQuery): MatrixQuestion {
  const filter: Record<string, unknown> = {};
  for (const key of LISTS) {
    const values = query[key];
    if (values && values.length > 0) {
      filter[key] = [...new Set<string>(values)].sort();
    }
  }
  if (query.text) filter.text = query.text.toLowerCase();
  if (query.placed) filter.placed = true;
  const {
    groupBy = 'region',
    rollout,
    sort = 'name',
    columnSort = 'name',
  } = query;
  return {
    key: JSON.stringify([filter, groupBy, sort, columnSort, rollout]),
    filter,
    groupBy,
    ...(rollout ? { rollout } : {}),
    sort,
    columnSort,
  };
}

import type {
  ClusterPage,
  ListClustersQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { toClusterSummary } from './clusterSummary';
import { decodeCursor, encodeCursor } from './cursor';
import type { FleetSnapshot } from './fleet';
import { facetsOf, testsOf } from './fleet/clusterFilters';
import { compareIds, compareNames, NUMBERS } from './fleet/clusterOrder';
import { sumClusters } from './fleet/sumClusters';
import { defined, type Row } from './types';

/** What all pages of a list have in common. */
type Selection = Pick<ClusterPage, 'totals' | 'facets'> & { rows: Row[] };

/** Clusters, filtered, sorted and paged, with facets that exclude their own filter. */
export function listClusters(
  fleet: FleetSnapshot,
  query: ListClustersQuery,
  options: { cursorKey?: Buffer; hiddenClusters?: number } = {},
): ClusterPage {
  const { cursor: encoded, limit = 100, sort = 'name', ...filter } = query;
  const order = orderOf(sort, options.cursorKey);
  const { rows, totals, facets } = fleet.answer(
    `selection ${JSON.stringify([sort, sortedEntries(filter)])}`,
    (): Selection => {
      const tests = testsOf(filter);
      const all = [...tests.values()];
      const selected = fleet.clusters.filter(row =>
        all.every(passes => passes(row)),
      );
      return {
        // They come by name.
        rows: sort === 'name' ? selected : selected.sort(order.compare),
        totals: sumClusters(selected),
        facets: facetsOf(fleet.clusters, tests),
      };
    },
  );
  const after = order.after(encoded);
  const start = after ? firstBeyond(rows, after) : 0;
  const shown = rows.slice(start, start + limit);
  const last = shown.at(-1);
  return defined({
    asOf: new Date(fleet.takenAt).toISOString(),
    revision: fleet.revision,
    items: shown.map(row => toClusterSummary(row, fleet)),
    nextCursor:
      last && start + limit < rows.length
        ? encodeCursor(
            { sort, value: order.valueOf(last), id: last.id },
            options.cursorKey,
          )
        : undefined,
    totals,
    facets,
    coverage: fleet.coverage,
    hidden: options.hiddenClusters ?? 0,
    limited: fleet.limited.length > 0 ? [...fleet.limited] : undefined,
  });
}

type Order = {
  compare: (a: Row, b: Row) => number;
  valueOf: (row: Row) => string | number;
  /**
   * Whether a row comes after the last one of the page before.
   *
   * @throws InputError when the cursor belongs to another list
   */
  after: (cursor: string | undefined) => ((row: Row) => boolean) | undefined;
};

function orderOf(sort: string, cursorKey: Buffer | undefined): Order {
  const key = sort.replace('-', '');
  const sign = sort.startsWith('-') ? -1 : 1;
  const number = NUMBERS[key];
  if (!number) {
    type Named = { name: string; id: string };
    const compare = (a: Row, b: Row) =>
      sign * compareNames(a as Named, b as Named);
    return {
      compare,
      valueOf: row => row.name,
      after: encoded => {
        const cursor = decodeCursor(encoded, sort, 'string', cursorKey);
        return (
          cursor &&
          (row => compare(row, { name: cursor.value, id: cursor.id }) > 0)
        );
      },
    };
  }
  const compare = (
    a: { value: number; id: string },
    b: { value: number; id: string },
  ) => sign * (a.value - b.value) || compareIds(a, b);
  const keyed = (row: Row) => ({ value: number(row), id: row.id as string });
  return {
    compare: (a, b) => compare(keyed(a), keyed(b)),
    valueOf: number,
    after: encoded => {
      const cursor = decodeCursor(encoded, sort, 'number', cursorKey);
      return cursor && (row => compare(keyed(row), cursor) > 0);
    },
  };
}

/** The position of the first row beyond, in rows of which only the last ones are. */
function firstBeyond(rows: Row[], isBeyond: (row: Row) => boolean): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isBeyond(rows[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The same for the same question, in whatever order it was asked. */
function sortedEntries(filter: object): [string, unknown][] {
  return Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

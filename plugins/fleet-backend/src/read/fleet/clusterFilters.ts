import type {
  CountedState,
  Facet,
  ListClustersQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Row } from '../types';

/** What narrows a selection of clusters: OR within a key, AND across keys. */
export type ClusterFilter = Pick<
  ListClustersQuery,
  FacetKey | 'instances' | 'deliveries' | 'text'
>;

/** The keys that have facets. */
export const FACET_KEYS = [
  'region',
  'environment',
  'provider',
  'tier',
  'owner',
  'reachability',
  'health',
  'version',
] as const;

export type FacetKey = (typeof FACET_KEYS)[number];

/** More values of a facet are left out, the rarest first. */
const FACET_VALUES = 100;

/** What is not known to be so now is of unknown health: the last known one counts nowhere. */
export function healthOf(row: Row): string {
  return row.stale ||
    row.reachability !== 'reachable' ||
    row.identity_lost_at !== null
    ? 'unknown'
    : row.health;
}

function valueOf(row: Row, key: FacetKey): string | null {
  if (key === 'health') return healthOf(row);
  return key === 'version' ? row.kubernetes_minor : row[key];
}

/** Whether the filters let a cluster through. */
export type ClusterTest = (row: Row) => boolean;

/** The tests of a filter, by the key that each comes from. */
export function testsOf(filter: ClusterFilter): Map<string, ClusterTest> {
  const tests = new Map<string, ClusterTest>();
  for (const key of FACET_KEYS) {
    const values = filter[key];
    if (values && values.length > 0) {
      const wanted = new Set<string | null>(values);
      tests.set(key, row => wanted.has(valueOf(row, key)));
    }
  }
  for (const [key, prefix] of [
    ['instances', 'instance'],
    ['deliveries', 'delivery'],
  ] as const) {
    const states = filter[key];
    if (states && states.length > 0) {
      const columns = states.map(
        (state: CountedState) => `${prefix}_${state.replaceAll('-', '_')}`,
      );
      tests.set(key, row => columns.some(column => Number(row[column]) > 0));
    }
  }
  if (filter.text) {
    const part = filter.text.toLowerCase();
    tests.set(
      'text',
      row =>
        row.name.toLowerCase().includes(part) ||
        (row.title ?? '').toLowerCase().includes(part),
    );
  }
  return tests;
}

/** How many clusters each value would show, under all filters but its own. */
export function facetsOf(
  rows: readonly Row[],
  tests: ReadonlyMap<string, ClusterTest>,
): Record<FacetKey, Facet> {
  const counts = Object.fromEntries(
    FACET_KEYS.map(key => [key, new Map<string, number>()]),
  ) as Record<FacetKey, Map<string, number>>;
  const all = [...tests];
  for (const row of rows) {
    const failed = all.filter(([, passes]) => !passes(row));
    if (failed.length > 1) continue;
    for (const key of FACET_KEYS) {
      if (failed.length === 1 && failed[0][0] !== key) continue;
      const value = valueOf(row, key);
      if (value === null) continue;
      counts[key].set(value, (counts[key].get(value) ?? 0) + 1);
    }
  }
  return Object.fromEntries(
    FACET_KEYS.map(key => [
      key,
      {
        values: [...counts[key]]
          .map(([value, count]) => ({ value, count }))
          .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
          .slice(0, FACET_VALUES),
      },
    ]),
  ) as Record<FacetKey, Facet>;
}

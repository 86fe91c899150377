import type {
  GetOverviewQuery,
  Overview,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';
import { UNASSIGNED } from '../derive/resolveAttributes';
import { toClusterSummary } from './clusterSummary';
import type { FleetSnapshot } from './fleet';
import { facetsOf, testsOf } from './fleet/clusterFilters';
import { needOf, worstOf } from './fleet/clusterOrder';
import { sumClusters } from './fleet/sumClusters';
import type { Row } from './types';

/** Tiles on the page: more than a screen holds, and a page of bounded size. */
const TILES = 96;
/** Tiles of one group, however few groups there are. */
const TILES_OF_GROUP = 24;
/** However many groups there are, so many tiles of each. */
const FEWEST_TILES = 2;
/** Groups on the page. */
const GROUPS = 60;

/**
 * What needs attention, the totals, and the clusters in groups: of each group its
 * sums and the clusters that need somebody most. What it costs depends on the
 * page, not on the fleet: the snapshot has been taken, for all who ask.
 */
export function getOverview(
  fleet: FleetSnapshot,
  problems: ReadonlyMap<string, ConfigurationProblem[]>,
  query: GetOverviewQuery = {},
  hiddenClusters = 0,
): Overview {
  const by = query.groupBy ?? 'region';
  const tests = testsOf(query);
  const all = [...tests.values()];
  const rows =
    all.length === 0
      ? fleet.clusters
      : fleet.clusters.filter(row => all.every(passes => passes(row)));
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const value: string = row[by] || UNASSIGNED;
    const group = groups.get(value);
    if (group) group.push(row);
    else groups.set(value, [row]);
  }
  const shown = mostInNeed(groups);
  const tiles = Math.min(
    TILES_OF_GROUP,
    Math.max(FEWEST_TILES, Math.floor(TILES / Math.max(1, shown.length))),
  );
  return {
    asOf: new Date(fleet.takenAt).toISOString(),
    revision: fleet.revision,
    totals: fleet.totals,
    attention: fleet.attention.items,
    attentionTotal: fleet.attention.total,
    attentionMore: fleet.attention.more,
    grouping: {
      by,
      clusters: rows.length,
      groups: shown.map(([value, members]) => ({
        value,
        totals: sumClusters(members),
        clusters: worstOf(members, tiles).map(row =>
          toClusterSummary(row, fleet),
        ),
      })),
      groupsTotal: groups.size,
    },
    facets: facetsOf(fleet.clusters, tests),
    coverage: fleet.coverage,
    // They name clusters, whether they may be seen or not.
    problems: fleet.limited.includes('clusters')
      ? []
      : [...problems].flatMap(([source, list]) =>
          list.map(problem => ({ source, ...problem })),
        ),
    hidden: hiddenClusters,
    ...(fleet.limited.length > 0 ? { limited: [...fleet.limited] } : {}),
  };
}

/** The groups that are shown, by name, and what has none last. */
function mostInNeed(groups: Map<string, Row[]>): [string, Row[]][] {
  let shown = [...groups];
  if (shown.length > GROUPS) {
    const need = new Map(
      shown.map(([value, rows]) => [value, Math.max(...rows.map(needOf))]),
    );
    shown = shown
      .sort(
        ([a, left], [b, right]) =>
          (need.get(b) ?? 0) - (need.get(a) ?? 0) || right.length - left.length,
      )
      .slice(0, GROUPS);
  }
  return shown.sort(([a], [b]) => {
    if (a === UNASSIGNED) return 1;
    if (b === UNASSIGNED) return -1;
    return a.localeCompare(b, 'en', { numeric: true });
  });
}

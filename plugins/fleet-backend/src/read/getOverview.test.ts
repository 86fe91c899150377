import { noCounts, toColumns } from '../derive/counts';
import { FleetSnapshot } from './fleet';
import { getOverview } from './getOverview';
import type { Row } from './types';

function row(index: number, over: Row = {}): Row {
  return {
    id: `c-${index}`,
    name: `cluster-${String(index).padStart(4, '0')}`,
    title: null,
    reachability: 'reachable',
    reachability_since: 1_000,
    reachability_reason: null,
    last_seen_at: 2_000,
    kubernetes_version: 'v1.34.1',
    kubernetes_minor: '1.34',
    kubernetes_minor_number: 34,
    health: 'healthy',
    stale: false,
    region: 'eu',
    environment: 'production',
    provider: 'aws',
    tier: 'unassigned',
    owner: 'group:default/platform',
    attributes: null,
    nodes_total: 3,
    nodes_ready: 3,
    nodes_not_ready: 0,
    nodes_unknown: 0,
    nodes_unschedulable: 0,
    capacity_cpu: 1,
    capacity_memory: 1,
    capacity_pods: 1,
    ...toColumns('instance', { ...noCounts(), healthy: 5, total: 5 }),
    ...toColumns('delivery', noCounts()),
    coverage_asked: 3,
    coverage_current: 3,
    coverage_state: 'current',
    coverage_reason: null,
    worst: null,
    ...over,
  };
}

function snapshotOf(clusters: Row[]): FleetSnapshot {
  return new FleetSnapshot({
    revision: 7,
    takenAt: 1_700_000_000_000,
    clusters,
    unverified: new Set(['c-1']),
    attention: { items: [], total: 0, more: false, readAt: 0 },
  });
}

const many = (count: number, over: (index: number) => Row) =>
  Array.from({ length: count }, (_, index) => row(index, over(index)));

const overviewOf = (
  clusters: Row[],
  query?: Parameters<typeof getOverview>[2],
) => getOverview(snapshotOf(clusters), new Map(), query);

describe('getOverview', () => {
  it('says what it was made from', () => {
    expect(overviewOf([row(0)])).toMatchObject({
      revision: 7,
      asOf: new Date(1_700_000_000_000).toISOString(),
      totals: { clusters: 1 },
      coverage: { clusters: 1, complete: 1, gaps: [], gapsTotal: 0 },
    });
  });

  it('groups by what is asked for, by name, and what has none last', () => {
    const clusters = many(6, index => ({
      region: ['eu', 'us', 'ap'][index % 3],
      tier: ['unassigned', 'standard', 'critical'][index % 3],
    }));
    const groupsOf = (query?: Parameters<typeof getOverview>[2]) =>
      overviewOf(clusters, query).grouping.groups.map(({ value, totals }) => [
        value,
        totals.clusters,
      ]);
    expect(groupsOf()).toEqual([
      ['ap', 2],
      ['eu', 2],
      ['us', 2],
    ]);
    expect(groupsOf({ groupBy: 'tier' })).toEqual([
      ['critical', 2],
      ['standard', 2],
      ['unassigned', 2],
    ]);
  });

  it('shows of a large group the worst, and sums up all of it', () => {
    const clusters = many(1000, index => {
      if (index === 900) return { reachability: 'unreachable' };
      if (index === 700) return { instance_degraded: 3, instance_total: 8 };
      if (index === 800) return { instance_degraded: 9, instance_total: 14 };
      if (index === 600) return { delivery_out_of_sync: 1 };
      return {};
    });
    const { groups, clusters: matching } = overviewOf(clusters).grouping;
    expect(matching).toBe(1000);
    const [{ clusters: tiles, totals }] = groups;
    expect(tiles).toHaveLength(24);
    expect(tiles.slice(0, 5).map(({ id }) => id)).toEqual([
      'c-900',
      'c-800',
      'c-700',
      'c-600',
      'c-0',
    ]);
    expect(totals).toMatchObject({
      clusters: 1000,
      reachability: { reachable: 999, unreachable: 1 },
      instances: { degraded: 12, total: 998 * 5 + 22 },
      nodes: 3000,
    });
  });

  it('has as many tiles of 5,000 clusters as of 200', () => {
    const tilesOf = (count: number) =>
      overviewOf(
        many(count, index => ({ region: `region-${index % 20}` })),
      ).grouping.groups.flatMap(({ clusters }) => clusters).length;
    expect(tilesOf(200)).toBe(80);
    expect(tilesOf(5000)).toBe(80);
  });

  it('counts groups beyond those that it shows, and shows those in need', () => {
    const clusters = many(300, index => ({
      owner: `group:default/team-${String(index).padStart(3, '0')}`,
      ...(index === 299 ? { reachability: 'unauthorized' } : {}),
    }));
    const { groups, groupsTotal } = overviewOf(clusters, {
      groupBy: 'owner',
    }).grouping;
    expect(groupsTotal).toBe(300);
    expect(groups).toHaveLength(60);
    expect(groups.at(-1)?.value).toBe('group:default/team-299');
  });

  it('narrows groups by filters, but neither the totals nor the coverage', () => {
    const clusters = many(10, index => ({
      region: index < 4 ? 'eu' : 'us',
      environment: index % 2 ? 'staging' : 'production',
      ...(index === 9 ? { reachability: 'forbidden' } : {}),
    }));
    const overview = overviewOf(clusters, {
      region: ['eu'],
      environment: ['staging'],
    });
    expect(overview.grouping.clusters).toBe(2);
    expect(overview.totals.clusters).toBe(10);
    expect(overview.coverage).toMatchObject({ complete: 9, gapsTotal: 1 });
    expect(overview.facets.region.values).toEqual([
      { value: 'us', count: 3 },
      { value: 'eu', count: 2 },
    ]);
  });

  it('names fifty gaps, and counts the others', () => {
    const { coverage } = overviewOf(
      many(200, () => ({ reachability: 'unreachable' })),
    );
    expect(coverage).toMatchObject({ complete: 0, gapsTotal: 200 });
    expect(coverage.gaps).toHaveLength(50);
  });

  it('says where nobody verifies who answers', () => {
    const [{ clusters }] = overviewOf(many(2, () => ({}))).grouping.groups;
    expect(
      clusters.map(({ id, tlsUnverified }) => [id, tlsUnverified]),
    ).toEqual([
      ['c-0', undefined],
      ['c-1', true],
    ]);
  });
});

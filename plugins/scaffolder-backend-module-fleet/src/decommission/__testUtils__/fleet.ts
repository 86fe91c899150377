import type { ClusterDetail } from '@fleetview/backstage-plugin-fleet-common';
import { askerOf } from '../../__testUtils__/runAction';

const NONE = {
  ...{ healthy: 0, suspended: 0, progressing: 0, unknown: 0 },
  ...{ missing: 0, degraded: 0, stale: 0, outOfSync: 0, total: 0 },
};
const NOW = '2026-11-30T12:00:00.000Z';

/** What a fleet says of a cluster that answers and has nothing. */
export function detailOf(
  cluster: object = {},
  more: object = {},
): ClusterDetail {
  return {
    asOf: NOW,
    cluster: {
      id: 'c-1',
      name: 'prod-euw1-a',
      reachability: { state: 'reachable', since: NOW, lastSeenAt: NOW },
      currency: { current: true, confirmedAt: NOW },
      instances: NONE,
      deliveries: NONE,
      ...cluster,
    },
    ...{ hubs: [], hubsTotal: 0, identities: [], aliases: [] },
    ...{ possibleDuplicates: [], nodes: [], nodesTotal: 0 },
    coverage: [
      { kind: 'Deployment', state: 'current', currency: { current: true } },
      { kind: 'Rollout', state: 'not-served', currency: { current: false } },
    ],
    ...more,
  } as unknown as ClusterDetail;
}

/** Counts with some that are current, and some that are not. */
export function countsOf(current: number, stale = 0) {
  return { ...NONE, healthy: current, stale, total: current + stale };
}

/** A fleet of some clusters, whose names are what is looked for. */
export function fleetOf(...clusters: ClusterDetail[]) {
  return askerOf({
    listClusters: async () =>
      ({ items: clusters.map(({ cluster }) => cluster) } as never),
    getCluster: async id => {
      const found = clusters.find(({ cluster }) => cluster.id === id);
      if (!found) throw new Error(`There is no cluster '${id}'.`);
      return found;
    },
  });
}

import type { NamedCluster } from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../types';
import type { Named } from './readNamed';

/** Names that a statement lists of each kind; the others it counts. */
export const NAMES_SHOWN = 50;

/** The first of the clusters that a hub names which the reader may be told of. */
export function toNamedClusters(
  clusters: readonly Omit<NamedCluster, 'cluster'>[],
  observer: string,
  named: Named,
): NamedCluster[] {
  const shown: NamedCluster[] = [];
  for (const { name, group, status, reason } of clusters) {
    const cluster = named.clusterOf(observer, name);
    if (!cluster && !named.isAll) continue;
    shown.push(defined({ name, cluster, group, status, reason }));
    if (shown.length === NAMES_SHOWN) break;
  }
  return shown;
}

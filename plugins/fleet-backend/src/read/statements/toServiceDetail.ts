import type {
  ServiceFact,
  StatementDetail,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../types';
import type { Named } from './readNamed';
import { toNamedClusters } from './toNamedClusters';

export function toServiceDetail(
  fact: ServiceFact,
  observer: string,
  named: Named,
): StatementDetail {
  return defined({
    type: fact.type,
    direction: fact.direction,
    addressing: fact.addressing,
    ips: fact.ips,
    ports: fact.ports,
    clusters: toNamedClusters(
      fact.clusters.map(name => ({ name })),
      observer,
      named,
    ),
    clustersTotal: named.tellsTotals ? fact.clusters.length : undefined,
    // It names the clusters that disagree.
    conflict: named.isAll ? fact.conflict : undefined,
  });
}

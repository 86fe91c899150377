import type {
  PlacementFact,
  StatementDetail,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../types';
import type { Named } from './readNamed';
import { NAMES_SHOWN, toNamedClusters } from './toNamedClusters';

export function toPlacementDetail(
  fact: PlacementFact,
  observer: string,
  named: Named,
): StatementDetail {
  const { clusters } = fact;
  return defined({
    type: fact.type,
    generators: fact.generators,
    strategy: fact.strategy,
    steps: fact.steps,
    deliveries: fact.deliveries
      .filter(({ name, namespace }) =>
        named.hasDelivery(observer, name, namespace ?? fact.namespace),
      )
      .slice(0, NAMES_SHOWN),
    deliveriesTotal: named.tellsTotals ? fact.total : undefined,
    clusters: clusters && toNamedClusters(clusters, observer, named),
    clustersTotal:
      clusters && named.tellsTotals
        ? fact.clustersTotal ?? clusters.length
        : undefined,
    // In the engine's words, which name clusters.
    notChosen: named.isAll ? fact.notChosen : undefined,
    parent: fact.parent,
  });
}

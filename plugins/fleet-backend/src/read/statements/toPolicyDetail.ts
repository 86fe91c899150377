import type {
  PolicyFact,
  StatementDetail,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../types';
import type { Named } from './readNamed';
import { NAMES_SHOWN } from './toNamedClusters';

export function toPolicyDetail(
  fact: PolicyFact,
  observer: string,
  named: Named,
): StatementDetail {
  const { clusters } = fact;
  return defined({
    type: fact.type,
    title: fact.title,
    description: fact.description,
    enforcement: fact.enforcement,
    severity: fact.severity,
    categories: fact.categories,
    standards: fact.standards,
    controls: fact.controls,
    rules: fact.rules,
    rulesTotal: fact.rulesTotal,
    background: fact.background,
    kinds: fact.kinds,
    excludedNamespaces: fact.excludedNamespaces,
    violations: fact.violations,
    evaluatedAt: fact.evaluatedAt,
    clusters: clusters
      ?.map(({ name, compliance }) =>
        defined({
          name,
          cluster: named.clusterOf(observer, name),
          compliance,
        }),
      )
      // What a name means that leads to nothing is not known, so it is not told.
      .filter(({ cluster }) => named.isAll || cluster !== undefined)
      .slice(0, NAMES_SHOWN),
    clustersTotal:
      clusters && named.tellsTotals
        ? fact.clustersTotal ?? clusters.length
        : undefined,
    references: fact.references,
  });
}

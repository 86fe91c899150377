import type {
  FreezeFact,
  StatementDetail,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../types';
import type { Named } from './readNamed';

/** A pattern that names nothing. */
const EVERYTHING = '*';

export function toFreezeDetail(
  fact: FreezeFact,
  observer: string,
  named: Named,
): StatementDetail {
  const told = (patterns: string[], isTold: (pattern: string) => boolean) =>
    named.isAll
      ? patterns
      : patterns.filter(pattern => pattern === EVERYTHING || isTold(pattern));
  const { deliveries, namespaces, clusters } = fact;
  return defined({
    type: fact.type,
    effect: fact.effect,
    schedule: fact.schedule,
    duration: fact.duration,
    timeZone: fact.timeZone,
    manualAllowed: fact.manualAllowed,
    overrunAllowed: fact.overrunAllowed,
    project: fact.project,
    match: fact.match,
    deliveries: told(deliveries, name =>
      named.hasDelivery(observer, name, undefined),
    ),
    // Of which of them who may see something is not known here.
    namespaces: told(namespaces, () => false),
    clusters: told(
      clusters,
      name => named.clusterOf(observer, name) !== undefined,
    ),
    namedTotal: named.tellsTotals
      ? deliveries.length + namespaces.length + clusters.length
      : undefined,
    description: fact.description,
  });
}

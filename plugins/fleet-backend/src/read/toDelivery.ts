import type {
  Delivery,
  DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf, type CoverageIndex } from '../coverage/coverageIndex';
import { toBinding, type IsReadable } from './toBinding';
import { toSubject } from './toSubject';
import { defined, toTime, type Row } from './types';

/** What is shown of the fact of a delivery. */
export type ShownFact = Pick<
  DeliveryFact,
  | 'engine'
  | 'kind'
  | 'namespace'
  | 'name'
  | 'health'
  | 'message'
  | 'sync'
  | 'syncMessage'
  | 'suspended'
  | 'approval'
  | 'desiredRevision'
  | 'appliedRevision'
  | 'sources'
  | 'targetNamespace'
  | 'parent'
  | 'operation'
  | 'conditions'
  | 'dependsOn'
  | 'ignoreRules'
  | 'blockedBy'
  | 'heartbeat'
> & {
  brings: Pick<DeliveryFact['brings'], 'resources'> & { total?: number };
};

/** Rules that are listed; the others are counted. */
const RULES_SHOWN = 20;

/** A row of the table `delivery`, with the fact in it, as the API shows it. */
export function toDelivery(
  row: Row,
  fact: ShownFact,
  coverage: CoverageIndex,
  names: ReadonlyMap<string, string>,
  isReadable: IsReadable,
): Delivery {
  const cluster = (id: string) => ({ id, name: names.get(id) ?? id });
  const lost = fact.heartbeat.state === 'lost' ? fact.heartbeat : undefined;
  return defined({
    id: row.id,
    engine: fact.engine,
    kind: fact.kind,
    namespace: fact.namespace,
    name: fact.name,
    observer: cluster(row.observer),
    subject: toSubject(row, cluster),
    ...toBinding(row, isReadable),
    health: fact.health,
    message: fact.message,
    sync: fact.sync,
    syncMessage: fact.syncMessage,
    currency: currencyOf(row, coverage, lost),
    suspended: fact.suspended,
    approval: fact.approval,
    desiredRevision: fact.desiredRevision,
    appliedRevision: fact.appliedRevision,
    sources: fact.sources.map(
      ({ object: _object, through: _through, ...source }) => source,
    ),
    targetNamespace: fact.targetNamespace,
    parent: fact.parent && `${fact.parent.kind} ${fact.parent.name}`,
    operation: toOperation(fact.operation),
    conditions: fact.conditions,
    dependsOn: fact.dependsOn,
    blockedBy: fact.blockedBy,
    ignoreRules: fact.ignoreRules?.rules.slice(0, RULES_SHOWN),
    ignoreRulesTotal: fact.ignoreRules?.total,
    resources: fact.brings.total,
    outOfSyncResources: fact.brings.resources
      .filter(({ sync }) => sync === 'out-of-sync')
      .slice(0, 20)
      .map(
        ({ kind, namespace, name }) =>
          `${kind} ${namespace ? `${namespace}/` : ''}${name}`,
      ),
    since: toTime(row.changed_at),
  });
}

/** Resources that an operation failed on which are listed; the others are counted. */
const FAILURES_SHOWN = 20;

function toOperation(
  operation: DeliveryFact['operation'],
): Delivery['operation'] {
  if (!operation) return undefined;
  const { failures, ...said } = operation;
  return {
    ...said,
    ...(failures
      ? {
          failures: failures.slice(0, FAILURES_SHOWN),
          failuresTotal: failures.length,
        }
      : {}),
  };
}

import {
  worstHealth,
  type ClusterSummary,
  type CoverageItem,
  type Currency,
  type Delivery,
  type Health,
  type Instance,
  type NodeItem,
  type Statement,
  type Workload,
} from '@fleetview/backstage-plugin-fleet-common';
import { statusKeyOfCoverage, type Status } from '../status';

/**
 * The one status of a cluster: that it does not answer comes before how it is.
 *
 * @public
 */
export function statusOfCluster(
  cluster: Pick<ClusterSummary, 'reachability' | 'health' | 'currency'>,
): Status {
  const { state, reason, lastSeenAt } = cluster.reachability;
  if (state !== 'reachable') {
    return { key: state, stale: false, confirmedAt: lastSeenAt, reason };
  }
  return statusOfHealth(cluster.health, cluster.currency);
}

/** @public */
export function statusOfInstance(
  instance: Pick<Instance, 'health' | 'currency' | 'message'>,
): Status {
  return statusOfHealth(instance.health, instance.currency, instance.message);
}

/** @public */
export function statusOfWorkload(
  workload: Pick<Workload, 'health' | 'currency' | 'message'>,
): Status {
  return statusOfHealth(workload.health, workload.currency, workload.message);
}

/**
 * A suspended delivery reads as suspended unless something worse is known of it.
 *
 * @public
 */
export function statusOfDelivery(
  delivery: Pick<Delivery, 'health' | 'currency' | 'message' | 'suspended'>,
): Status {
  const health = delivery.suspended
    ? worstHealth([delivery.health, 'suspended'])
    : delivery.health;
  return statusOfHealth(health, delivery.currency, delivery.message);
}

/**
 * Whether what an engine wants is there. An unknown sync is unknown, not fine.
 *
 * @public
 */
export function statusOfSync(
  subject: Pick<Instance, 'sync' | 'syncMessage' | 'currency'>,
): Status {
  return {
    key: subject.sync,
    stale: !subject.currency.current,
    confirmedAt: subject.currency.confirmedAt,
    reason: subject.syncMessage,
  };
}

/** @public */
export function statusOfCoverage(
  coverage: Pick<CoverageItem, 'state' | 'currency' | 'reason'>,
): Status {
  return {
    key: statusKeyOfCoverage(coverage.state),
    stale: coverage.state === 'current' && !coverage.currency.current,
    confirmedAt: coverage.currency.confirmedAt,
    reason: coverage.reason,
  };
}

/** @public */
export function statusOfNode(
  node: Pick<NodeItem, 'health' | 'message'>,
  currency: Currency,
): Status {
  return statusOfHealth(node.health, currency, node.message);
}

/**
 * What is said of something that has a health; `undefined` for what has none.
 *
 * @public
 */
export function statusOfStatement(
  statement: Pick<Statement, 'health' | 'currency' | 'message'>,
): Status | undefined {
  const { health, currency, message } = statement;
  return health && statusOfHealth(health, currency, message ?? currency.reason);
}

function statusOfHealth(
  health: Health,
  currency: Currency,
  message?: string,
): Status {
  return {
    key: health,
    stale: !currency.current,
    confirmedAt: currency.confirmedAt,
    reason: message ?? currency.reason,
  };
}

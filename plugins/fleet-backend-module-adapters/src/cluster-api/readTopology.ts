import {
  conditionOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { ConditionSets } from './readConditions';
import { lowestVersion } from './readVersion';
import type { CapiCondition, ClusterObject } from './schema';

/** `TopologyReconciled=False` for these reasons is a failure; for all others something waits its turn. */
const FAILING_REASONS = ['ReconcileFailed', 'ClusterClassNotReconciled'];
const UPGRADE_REASON = /Upgrad/;

/** The class that a cluster is made from, if it is made from one. */
export function readClass({ spec }: ClusterObject) {
  const { classRef, class: className, classNamespace } = spec?.topology ?? {};
  const name = classRef?.name ?? className;
  return name
    ? withoutUndefined({
        name,
        namespace: classRef?.namespace ?? classNamespace,
      })
    : undefined;
}

/** What the topology controller says: the newer set first. */
export function topologyReconciled({
  current,
  old,
}: ConditionSets): CapiCondition | undefined {
  return (
    conditionOf(current, 'TopologyReconciled') ??
    conditionOf(old, 'TopologyReconciled')
  );
}

/** Whether a topology that is not reconciled is so for a failure, not for waiting. */
export function isFailingTopology(condition: CapiCondition): boolean {
  return (
    condition.status === 'False' &&
    FAILING_REASONS.includes(condition.reason ?? '')
  );
}

/** The versions that a cluster's machines are reported to run; none where nobody counts them. */
export function readVersions({ status }: ClusterObject) {
  const { controlPlane, workers } = status?.v1beta2 ?? status ?? {};
  const names = (versions: readonly { version: string }[] | undefined) =>
    (versions ?? []).map(({ version }) => version);
  return {
    controlPlane: lowestVersion(names(controlPlane?.versions)),
    workers: lowestVersion(names(workers?.versions)),
  };
}

/** Whether the machines of a cluster are on their way to another version of Kubernetes. */
export function isUpgrading(
  cluster: ClusterObject,
  sets: ConditionSets,
): boolean {
  const topology = topologyReconciled(sets);
  if (
    topology?.status === 'False' &&
    UPGRADE_REASON.test(topology.reason ?? '')
  ) {
    return true;
  }
  const wanted = cluster.spec?.topology?.version;
  const { controlPlane, workers } = readVersions(cluster);
  return (
    wanted !== undefined &&
    [controlPlane, workers].some(
      version => version !== undefined && version !== wanted,
    )
  );
}

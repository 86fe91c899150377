import type {
  DeliveryFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { InstanceParts, StoredFact } from '../../derive/rollouts';

/** Jobs come and go, and what a template of theirs says is not what runs. */
const RUNS_ON: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Rollout',
  'CronJob',
]);

/** The workloads of an instance that go on running. */
export function runningWorkloads({
  workloads,
}: Pick<InstanceParts, 'workloads'>): InstanceParts['workloads'] {
  return workloads.filter(({ fact }) => RUNS_ON.has(fact.kind));
}

/** What brings the workloads of an instance. */
export function bringingDeliveries(
  parts: Pick<InstanceParts, 'workloads' | 'deliveries' | 'evidence'>,
): readonly Delivery[] {
  const named = new Set(parts.evidence.deliveries.map(({ id }) => id));
  return nearestOf(
    parts.deliveries.filter(({ id }) => named.has(id)),
    runningWorkloads(parts),
  );
}

type Delivery = StoredFact<DeliveryFact>;

/** Those that name a workload among what they bring; all of them where none does. */
function nearestOf(
  deliveries: readonly Delivery[],
  workloads: readonly StoredFact<WorkloadFact>[],
): readonly Delivery[] {
  const naming = deliveries.filter(({ fact }) =>
    fact.brings.resources.some(resource =>
      workloads.some(
        ({ fact: workload }) =>
          resource.kind === workload.kind &&
          resource.name === workload.name &&
          (resource.namespace === undefined ||
            resource.namespace === workload.namespace),
      ),
    ),
  );
  return naming.length > 0 ? naming : deliveries;
}

import {
  worstHealth,
  worstSync,
  type DeliveryFact,
  type Sync,
} from '@fleetview/backstage-plugin-fleet-common';
import type { BindingOutcome } from '../mapping/bindByEvidence';
import { count, noCounts } from './counts';
import type {
  DerivedInstance,
  InstanceGroup,
  RunningOperation,
} from './DerivedInstance';
import { imageTag } from './imageTag';
import { ownWords } from './ownWords';
import { primaryWorkload } from './primaryWorkload';
import type { StoredDelivery, StoredWorkload } from './stored';

/** What the parts of an instance say together. Direct facts win for health and version, the engine's for sync. */
export function summariseInstance(
  group: InstanceGroup,
  bindings: Map<string, BindingOutcome>,
): Omit<DerivedInstance, 'environment' | 'owner' | 'system'> {
  const deliveries = [...group.brought.values()];
  const { workloads } = group;
  const current = deliveries.filter(({ stale }) => !stale);
  // One that is not current may be the one that differs.
  const sync = worstSync(
    deliveries.map(({ fact, stale }) => (stale ? 'unknown' : fact.sync)),
  );
  const primary = primaryWorkload(group.entityRef, group.workloads);
  const counts = { deliveries: noCounts(), workloads: noCounts() };
  for (const { fact, stale } of group.homes) {
    count(counts.deliveries, { health: fact.health, sync: fact.sync, stale });
  }
  for (const { fact, stale } of workloads) {
    count(counts.workloads, { health: fact.health, stale });
  }
  const direct = workloads.length > 0;
  const facts = direct
    ? workloads.map(({ fact }) => fact)
    : deliveries.map(({ fact }) => fact);
  const health = worstHealth(facts.map(fact => fact.health));
  const worst = facts.find(fact => fact.health === health);
  const binding = [...workloads, ...group.homes]
    .map(({ id }) => bindings.get(id))
    .find(outcome => outcome?.type === 'bound');
  const times = [...workloads, ...deliveries].flatMap(({ fact }) =>
    fact.changedAt ? [Date.parse(fact.changedAt)] : [],
  );
  const syncMessage = syncMessageOf(group, sync);
  const drift = driftOf(current, group.namespace);
  const operation = lastOperation(group.homes);
  return {
    namespace: group.namespace,
    entityRef: group.entityRef,
    health,
    ...(worst?.message && health !== 'healthy'
      ? {
          message:
            facts.length > 1
              ? `${worst.name}: ${worst.message}`
              : worst.message,
        }
      : {}),
    sync,
    ...(syncMessage ? { syncMessage } : {}),
    // One part that is not current makes the whole not current: it may be the bad one.
    stale: direct
      ? workloads.some(({ stale }) => stale)
      : deliveries.some(({ stale }) => stale),
    version: versionOf(primary, deliveries),
    replicas: replicasOf(workloads),
    ...(drift === undefined ? {} : { drift }),
    behind: current.some(({ fact }) => isBehind(fact)),
    engines: [...new Set(deliveries.map(({ fact }) => fact.engine))].sort(),
    ...(binding?.type === 'bound'
      ? { binding: { rule: binding.rule, evidence: binding.evidence } }
      : {}),
    ...(primary ? { primaryId: primary.id } : {}),
    workloadIds: workloads.map(({ id }) => id).sort(),
    deliveryIds: deliveries.map(({ id }) => id).sort(),
    ...(times.length > 0 ? { changedAt: Math.max(...times) } : {}),
    firstSeenAt: Math.min(
      ...[...workloads, ...deliveries].map(({ firstSeenAt }) => firstSeenAt),
    ),
    counts,
    ...(operation ? { operation } : {}),
  };
}

/**
 * The operation that began last, of deliveries that are counted here: whoever sees
 * this instance need not see who acts on another.
 */
function lastOperation(
  deliveries: StoredDelivery[],
): RunningOperation | undefined {
  let last: RunningOperation | undefined;
  for (const { fact, stale } of deliveries) {
    if (stale || !fact.operation) continue;
    const { phase, startedAt, finishedAt, initiatedBy } = fact.operation;
    const operation: RunningOperation = {
      phase,
      ...(startedAt ? { startedAt: Date.parse(startedAt) } : {}),
      ...(finishedAt ? { finishedAt: Date.parse(finishedAt) } : {}),
      ...(initiatedBy ? { initiatedBy } : {}),
    };
    if (!last || (operation.startedAt ?? 0) > (last.startedAt ?? 0)) {
      last = operation;
    }
  }
  return last;
}

function versionOf(
  primary: StoredWorkload | undefined,
  deliveries: StoredDelivery[],
): DerivedInstance['version'] {
  if (primary) {
    const { fact, settledVersion } = primary;
    return {
      ...(fact.version ? { desired: fact.version } : {}),
      ...(settledVersion ? { actual: settledVersion } : {}),
      settled: fact.settled,
      ...(fact.replicas.updated === undefined
        ? {}
        : { updated: fact.replicas.updated }),
      ...(fact.replicas.desired === undefined
        ? {}
        : { replicas: fact.replicas.desired }),
    };
  }
  const tags = new Set(
    deliveries.flatMap(({ fact }) =>
      fact.images.flatMap(image => imageTag(image) ?? []),
    ),
  );
  // Reported, not seen: what is wanted, and nothing about what runs.
  return {
    settled: false,
    ...(tags.size === 1 ? { desired: [...tags][0] } : {}),
  };
}

function replicasOf(workloads: StoredWorkload[]): DerivedInstance['replicas'] {
  const sum: DerivedInstance['replicas'] = {};
  for (const key of ['desired', 'updated', 'ready', 'available'] as const) {
    const stated = workloads.flatMap(({ fact }) =>
      fact.replicas[key] === undefined ? [] : [fact.replicas[key]],
    );
    if (stated.length > 0) sum[key] = stated.reduce((a, b) => a + b, 0);
  }
  return sum;
}

function syncMessageOf(group: InstanceGroup, sync: Sync): string | undefined {
  const deliveries = [...group.brought.values()];
  const telling =
    deliveries.find(
      ({ fact, stale }) => !stale && fact.sync === sync && fact.syncMessage,
    ) ?? deliveries.find(({ stale }) => stale);
  if (!telling) return undefined;
  const { fact, stale } = telling;
  if (!stale) return wordsOf(telling, fact.syncMessage, group);
  const reason = staleReasonOf(telling, group);
  return `last known ${fact.sync}${reason ? `: ${reason}` : ''}`;
}

/** What a hub says of its sight of a cluster is its own words; all else is ours. */
function staleReasonOf(
  delivery: StoredDelivery,
  group: InstanceGroup,
): string | undefined {
  const { fact, staleReason } = delivery;
  const isSaidByHub =
    fact.heartbeat.state === 'lost' && fact.heartbeat.reason === staleReason;
  return isSaidByHub ? wordsOf(delivery, staleReason, group) : staleReason;
}

/**
 * Of a delivery that is counted here, what it says. Of another, what names nothing
 * else: whoever sees this instance need not see what the delivery is about.
 */
function wordsOf(
  delivery: StoredDelivery,
  text: string | undefined,
  { namespace, homes, workloads }: InstanceGroup,
): string | undefined {
  return homes.includes(delivery)
    ? text
    : ownWords(text, delivery.fact, {
        namespace,
        workloads: workloads.map(({ fact }) => fact),
      });
}

function isBehind({
  desiredRevision,
  appliedRevision,
  operation,
}: DeliveryFact): boolean {
  return (
    operation?.phase === 'running' ||
    (desiredRevision !== undefined &&
      appliedRevision !== undefined &&
      desiredRevision.value !== appliedRevision.value)
  );
}

function driftOf(
  deliveries: StoredDelivery[],
  namespace: string,
): number | undefined {
  let stating = 0;
  let differing = 0;
  for (const { fact } of deliveries) {
    for (const resource of fact.brings.resources) {
      if (
        resource.sync !== undefined &&
        (resource.namespace === undefined || resource.namespace === namespace)
      ) {
        stating += 1;
        if (resource.sync === 'out-of-sync') differing += 1;
      }
    }
  }
  return stating === 0 ? undefined : differing;
}

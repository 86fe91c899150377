import {
  worstHealth,
  worstSync,
  type DeliveryFact,
  type Health,
  type Sync,
  type WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { bindByEvidence, type BindingOutcome } from '../mapping/bindByEvidence';
import type { EntityIndex } from '../mapping/EntityIndex';
import { UNASSIGNED } from './resolveAttributes';
import { count, noCounts, type Counts } from './counts';
import { bringsIndex } from './bringsIndex';

/** A workload as it is stored. */
export type StoredWorkload = {
  id: string;
  fact: WorkloadFact;
  settledVersion?: string;
  stale: boolean;
  firstSeenAt: number;
};

/** A delivery as it is stored. */
export type StoredDelivery = {
  id: string;
  observer: string;
  fact: DeliveryFact;
  stale: boolean;
  staleReason?: string;
  firstSeenAt: number;
};

/** What an instance says, apart from what it was made of. */
export type DerivedInstance = {
  namespace: string;
  /** Empty for none. */
  entityRef: string;
  environment: string;
  owner: string;
  system: string;
  health: Health;
  message?: string;
  sync: Sync;
  syncMessage?: string;
  stale: boolean;
  version: {
    desired?: string;
    actual?: string;
    settled: boolean;
    updated?: number;
    replicas?: number;
  };
  replicas: {
    desired?: number;
    updated?: number;
    ready?: number;
    available?: number;
  };
  /** Resources that differ; undefined where no engine says. */
  drift?: number;
  /** Whether an engine wants another revision than it last applied: then a difference is no drift. */
  behind: boolean;
  engines: string[];
  binding?: { rule: string; evidence: string };
  workloadIds: string[];
  deliveryIds: string[];
  /** When its parts say that they last changed, milliseconds since 1970. */
  changedAt?: number;
  firstSeenAt: number;
  counts: { deliveries: Counts; workloads: Counts };
};

/** What was made of the things of a cluster. */
export type Derived = {
  instances: DerivedInstance[];
  bindings: Map<string, BindingOutcome>;
};

type Group = {
  namespace: string;
  entityRef: string;
  workloads: StoredWorkload[];
  /** Those that it is the home of: counted here, and nowhere else. */
  homes: StoredDelivery[];
  /** Those that bring something of it. */
  brought: Map<string, StoredDelivery>;
};

/**
 * Joins the deliveries and workloads of one cluster to instances: one catalog
 * component, or none, in one namespace. Direct facts win for health and actual
 * version, the engine's for sync.
 */
export function deriveInstances(options: {
  clusterNames: readonly string[];
  clusterEnvironment: string;
  clusterOwner: string;
  workloads: StoredWorkload[];
  deliveries: StoredDelivery[];
  /** Labels of the cluster's namespaces, by name. */
  namespaceLabels: Map<string, Record<string, string>>;
  entities: EntityIndex;
}): Derived {
  const { workloads, deliveries, entities, clusterNames } = options;
  const bindings = new Map<string, BindingOutcome>();
  for (const delivery of deliveries) {
    bindings.set(
      delivery.id,
      bindByEvidence(
        {
          labels: delivery.fact.labels,
          namespace: delivery.fact.namespace ?? '',
          name: delivery.fact.name,
          engine: delivery.fact.engine,
          ...(delivery.fact.project ? { project: delivery.fact.project } : {}),
        },
        clusterNames,
        entities,
      ),
    );
  }
  const index = bringsIndex(deliveries);
  const groups = new Map<string, Group>();
  const broughtBy = new Map<string, Set<Group>>();
  for (const workload of workloads) {
    const bringers = index.bringersOf(workload.fact);
    const own = bindByEvidence(
      {
        labels: workload.fact.labels,
        namespace: workload.fact.namespace,
        name: workload.fact.name,
      },
      clusterNames,
      entities,
    );
    const outcome = own.type === 'unbound' ? inherit(bringers, bindings) : own;
    bindings.set(workload.id, outcome);
    const group = groupOf(groups, workload.fact.namespace, outcome);
    group.workloads.push(workload);
    for (const bringer of bringers) {
      group.brought.set(bringer.id, bringer);
      broughtBy.set(
        bringer.id,
        (broughtBy.get(bringer.id) ?? new Set()).add(group),
      );
    }
  }
  for (const delivery of deliveries) {
    const outcome = bindings.get(delivery.id) ?? { type: 'unbound' };
    const home = index.homeOf(delivery);
    // Of its home alone: other namespaces may not be derived at the same time.
    const [only, ...others] = [...(broughtBy.get(delivery.id) ?? [])].filter(
      ({ namespace }) => namespace === home,
    );
    // One that brings a single instance and is bound to nothing else belongs to it.
    const group =
      outcome.type === 'unbound' && only && others.length === 0
        ? only
        : groupOf(groups, home, outcome);
    group.homes.push(delivery);
    group.brought.set(delivery.id, delivery);
  }
  return {
    instances: [...groups.values()].map(group => {
      const entity = entities.byRef.get(group.entityRef);
      return {
        ...summarise(group, bindings),
        environment: environmentOf(group, options),
        owner: entity?.owner ?? options.clusterOwner,
        system: entity?.system ?? UNASSIGNED,
      };
    }),
    bindings,
  };
}

function groupOf(
  groups: Map<string, Group>,
  namespace: string,
  outcome: BindingOutcome,
): Group {
  const entityRef = outcome.type === 'bound' ? outcome.entityRef : '';
  const key = `${namespace}/${entityRef}`;
  const group = groups.get(key) ?? {
    namespace,
    entityRef,
    workloads: [],
    homes: [],
    brought: new Map(),
  };
  groups.set(key, group);
  return group;
}

/** What a delivery is bound to holds for what it brings and nothing else claims. */
function inherit(
  bringers: StoredDelivery[],
  bindings: Map<string, BindingOutcome>,
): BindingOutcome {
  const found = new Map<string, { kind: string; name: string }>();
  for (const bringer of bringers) {
    const outcome = bindings.get(bringer.id);
    if (outcome?.type === 'bound' && !found.has(outcome.entityRef)) {
      found.set(outcome.entityRef, bringer.fact);
    }
  }
  const [first, ...others] = found;
  if (!first) return { type: 'unbound' };
  if (others.length > 0) {
    return {
      type: 'ambiguous',
      candidates: [...found.keys()].sort(),
      rule: 'inherited',
    };
  }
  const [entityRef, bringer] = first;
  return {
    type: 'bound',
    entityRef,
    rule: 'inherited',
    evidence: `brought by ${bringer.kind} ${bringer.name}, which is bound to it`,
  };
}

const ENVIRONMENT_LABELS = ['fleet.backstage.io/environment', 'environment'];

function environmentOf(
  group: Group,
  options: {
    clusterEnvironment: string;
    namespaceLabels: Map<string, Record<string, string>>;
  },
): string {
  const stated = [
    ...group.homes.map(delivery => delivery.fact.labels),
    options.namespaceLabels.get(group.namespace) ?? {},
  ];
  for (const labels of stated) {
    for (const key of ENVIRONMENT_LABELS) {
      if (labels[key]) return labels[key].slice(0, 253);
    }
  }
  return options.clusterEnvironment;
}

function summarise(
  group: Group,
  bindings: Map<string, BindingOutcome>,
): Omit<DerivedInstance, 'environment' | 'owner' | 'system'> {
  const deliveries = [...group.brought.values()];
  const { workloads } = group;
  const current = deliveries.filter(({ stale }) => !stale);
  // One that is not current may be the one that differs.
  const sync = worstSync(
    deliveries.map(({ fact, stale }) => (stale ? 'unknown' : fact.sync)),
  );
  const primary = primaryOf(group);
  const counts = { deliveries: noCounts(), workloads: noCounts() };
  for (const { fact, stale } of group.homes) {
    count(counts.deliveries, { ...fact, stale });
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
  const syncMessage = syncMessageOf(deliveries, sync);
  const drift = driftOf(current, group.namespace);
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
    workloadIds: workloads.map(({ id }) => id).sort(),
    deliveryIds: deliveries.map(({ id }) => id).sort(),
    ...(times.length > 0 ? { changedAt: Math.max(...times) } : {}),
    firstSeenAt: Math.min(
      ...[...workloads, ...deliveries].map(({ firstSeenAt }) => firstSeenAt),
    ),
    counts,
  };
}

/** The workload that gives the version: the one that is called like the component, else the first by name. */
function primaryOf(group: Group): StoredWorkload | undefined {
  const name = group.entityRef.split('/').pop();
  const sorted = [...group.workloads].sort((a, b) =>
    `${a.fact.name}/${a.fact.kind}` < `${b.fact.name}/${b.fact.kind}` ? -1 : 1,
  );
  return sorted.find(({ fact }) => fact.name === name) ?? sorted[0];
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
    deliveries.flatMap(({ fact }) => fact.images.flatMap(tagOf)),
  );
  // Reported, not seen: what is wanted, and nothing about what runs.
  return {
    settled: false,
    ...(tags.size === 1 ? { desired: [...tags][0] } : {}),
  };
}

function tagOf(image: string): string[] {
  const [name] = image.split('@');
  const tag = name.slice(name.lastIndexOf('/') + 1).split(':')[1];
  return tag ? [tag] : [];
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

function syncMessageOf(
  deliveries: StoredDelivery[],
  sync: Sync,
): string | undefined {
  const telling =
    deliveries.find(
      ({ fact, stale }) => !stale && fact.sync === sync && fact.syncMessage,
    ) ?? deliveries.find(({ stale }) => stale);
  if (!telling) return undefined;
  return telling.stale
    ? `last known ${telling.fact.sync}${
        telling.staleReason ? `: ${telling.staleReason}` : ''
      }`
    : telling.fact.syncMessage;
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
  const stating = deliveries.flatMap(({ fact }) =>
    fact.brings.resources.filter(
      resource =>
        resource.sync !== undefined &&
        (resource.namespace === undefined || resource.namespace === namespace),
    ),
  );
  if (stating.length === 0) return undefined;
  return stating.filter(({ sync }) => sync === 'out-of-sync').length;
}

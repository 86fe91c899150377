import { bindByEvidence, type BindingOutcome } from '../mapping/bindByEvidence';
import type { EntityIndex } from '../mapping/EntityIndex';
import { bringsIndex } from './bringsIndex';
import type { DerivedInstance, InstanceGroup } from './DerivedInstance';
import { homeOf } from '../store/homeOf';
import { UNASSIGNED } from './resolveAttributes';
import type { StoredDelivery, StoredWorkload } from './stored';
import { summariseInstance } from './summariseInstance';

/** What was made of the things of a cluster. */
export type Derived = {
  instances: DerivedInstance[];
  bindings: Map<string, BindingOutcome>;
  /** The cells that deliveries are counted in, by their id. */
  homes: Map<string, Home>;
};

/** A cell of the cluster that is derived. */
export type Home = { namespace: string; entityRef: string };

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
  const groups = new Map<string, InstanceGroup>();
  const homes = new Map<string, Home>();
  const broughtBy = new Map<string, Set<InstanceGroup>>();
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
    const home = homeOf(delivery.fact);
    // Of its home alone: other namespaces may not be derived at the same time.
    const [only, ...others] = [...(broughtBy.get(delivery.id) ?? [])].filter(
      ({ namespace }) => namespace === home,
    );
    // One that brings a single instance and is bound to nothing else belongs to it.
    const group =
      outcome.type === 'unbound' && only && others.length === 0
        ? only
        : groupOf(groups, home, outcome);
    homes.set(delivery.id, group);
    group.homes.push(delivery);
    group.brought.set(delivery.id, delivery);
  }
  return {
    instances: [...groups.values()].map(group => {
      const entity = entities.byRef.get(group.entityRef);
      return {
        ...summariseInstance(group, bindings),
        environment: environmentOf(group, options),
        owner: entity?.owner ?? options.clusterOwner,
        system: entity?.system ?? UNASSIGNED,
      };
    }),
    bindings,
    homes,
  };
}

function groupOf(
  groups: Map<string, InstanceGroup>,
  namespace: string,
  outcome: BindingOutcome,
): InstanceGroup {
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
  group: InstanceGroup,
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

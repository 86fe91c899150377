import { bindByEvidence, type BindingOutcome } from '../mapping/bindByEvidence';
import type { EntityIndex } from '../mapping/EntityIndex';
import { keysOfBindable } from '../mapping/evidenceKeys';
import type { NamespaceOwners } from '../mapping/namespaceOwners';
import {
  bindableOfDelivery,
  bindableOfWorkload,
  type SourceUrlOf,
} from './bindableOf';
import { bringsIndex } from './bringsIndex';
import type { DerivedInstance, InstanceGroup } from './DerivedInstance';
import { inherit } from './inherit';
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
  /** By namespace, what could bind the things in it to an entity. */
  evidence: Map<string, Set<string>>;
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
  /** Whom namespaces belong to. */
  owners?: NamespaceOwners;
  /** Where the source objects of deliveries lie. */
  sourceUrlOf?: SourceUrlOf;
  /** What sources call a cluster. */
  namesOf?: (clusterId: string) => readonly string[];
}): Derived {
  const { workloads, deliveries, entities, clusterNames, owners } = options;
  const ownerOf = (namespace: string) =>
    owners?.ownerOf(clusterNames, namespace);
  const bindings = new Map<string, BindingOutcome>();
  const evidence = new Map<string, Set<string>>();
  const addEvidence = (namespace: string, keys: readonly string[]) => {
    const known = evidence.get(namespace) ?? new Set();
    evidence.set(namespace, known);
    for (const key of keys) known.add(key);
  };
  const keysOfDelivery = new Map<string, string[]>();
  for (const delivery of deliveries) {
    const bindable = bindableOfDelivery(delivery, options);
    const home = homeOf(delivery.fact);
    const keys = keysOfBindable(bindable);
    keysOfDelivery.set(delivery.id, keys);
    addEvidence(home, keys);
    bindings.set(
      delivery.id,
      bindByEvidence(bindable, clusterNames, entities, ownerOf(home)),
    );
  }
  const index = bringsIndex(deliveries);
  const groups = new Map<string, InstanceGroup>();
  const homes = new Map<string, Home>();
  const broughtBy = new Map<string, Set<InstanceGroup>>();
  for (const workload of workloads) {
    const { namespace } = workload.fact;
    const bringers = index.bringersOf(workload.fact);
    const bindable = bindableOfWorkload(workload.fact);
    addEvidence(namespace, keysOfBindable(bindable));
    for (const { id } of bringers) {
      addEvidence(namespace, keysOfDelivery.get(id) ?? []);
    }
    const owner = ownerOf(namespace);
    const own = bindByEvidence(bindable, clusterNames, entities, owner);
    const outcome =
      own.type === 'unbound'
        ? inherit({ bringers, bindings, entities, owner })
        : own;
    bindings.set(workload.id, outcome);
    const group = groupOf(groups, namespace, outcome);
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
    evidence,
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

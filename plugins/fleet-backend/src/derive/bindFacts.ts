import type {
  DeliveryFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Bindable } from '../mapping/Bindable';
import { bindByEvidence, type BindingOutcome } from '../mapping/bindByEvidence';
import type { EntityIndex } from '../mapping/EntityIndex';
import { keysOfBindable } from '../mapping/evidenceKeys';
import type { NamespaceOwner } from '../mapping/namespaceOwners';
import {
  bindableOfDelivery,
  bindableOfWorkload,
  type SourceUrlOf,
} from './bindableOf';

/** What a fact is bound to by its own evidence, and by what it could be bound. */
export type BoundFact = { outcome: BindingOutcome; keys: readonly string[] };

/** What a fact is bound by, apart from what it says. */
export type BindingContext = {
  clusterNames: readonly string[];
  entities: EntityIndex;
  owner: NamespaceOwner | undefined;
};

type Remembered = BindingContext & { bound: BoundFact; sources?: string };

/** Of facts that are held, so that the same one is bound once. */
const remembered = new WeakMap<WorkloadFact | DeliveryFact, Remembered>();

/** Binds a workload by its own evidence. */
export function bindWorkload(
  fact: WorkloadFact,
  context: BindingContext,
): BoundFact {
  const known = remembered.get(fact);
  if (known && isSame(known, context)) return known.bound;
  const bound = bind(bindableOfWorkload(fact), context);
  remembered.set(fact, { ...context, bound });
  return bound;
}

/** Binds a delivery by its own evidence. */
export function bindDelivery(
  delivery: { fact: DeliveryFact; observer: string },
  context: BindingContext & {
    sourceUrlOf?: SourceUrlOf;
    namesOf?: ((clusterId: string) => readonly string[]) | undefined;
  },
): BoundFact {
  const { fact, observer } = delivery;
  const { sourceUrlOf, namesOf, ...shared } = context;
  const sources = JSON.stringify([
    observer,
    namesOf?.(observer),
    fact.sources.map(
      ({ object }) => object && (sourceUrlOf?.(observer, object) ?? null),
    ),
  ]);
  const known = remembered.get(fact);
  if (known?.sources === sources && isSame(known, shared)) return known.bound;
  const bound = bind(bindableOfDelivery(delivery, context), shared);
  remembered.set(fact, { ...shared, sources, bound });
  return bound;
}

function isSame(known: Remembered, context: BindingContext): boolean {
  return (
    known.entities === context.entities &&
    known.clusterNames === context.clusterNames &&
    known.owner?.pattern === context.owner?.pattern &&
    known.owner?.owners.join() === context.owner?.owners.join()
  );
}

function bind(
  bindable: Bindable,
  { clusterNames, entities, owner }: BindingContext,
): BoundFact {
  return {
    outcome: bindByEvidence(bindable, clusterNames, entities, owner),
    keys: keysOfBindable(bindable),
  };
}

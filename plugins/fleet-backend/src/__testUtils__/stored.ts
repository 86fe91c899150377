import type {
  DeliveryFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { DerivedInstance } from '../derive/DerivedInstance';
import { deriveInstances } from '../derive/deriveInstances';
import type { StoredDelivery, StoredWorkload } from '../derive/stored';
import { EntityIndex, type MirroredEntity } from '../mapping/EntityIndex';
import { deliveryFact, workloadFact } from './facts';

/** A workload as it is stored: current, and seen since the beginning. */
export function storedWorkload(
  over: Partial<WorkloadFact> = {},
  stored: Partial<StoredWorkload> = {},
): StoredWorkload {
  const fact = workloadFact(over);
  return {
    id: `w:${fact.namespace}/${fact.name}`,
    fact,
    ...(fact.settled && fact.version ? { settledVersion: fact.version } : {}),
    stale: false,
    firstSeenAt: 1_000,
    ...stored,
  };
}

/** A delivery as it is stored: current, and seen since the beginning. */
export function storedDelivery(
  over: Partial<DeliveryFact> = {},
  stored: Partial<StoredDelivery> = {},
): StoredDelivery {
  const fact = deliveryFact(over);
  return {
    id: `d:${fact.namespace}/${fact.name}`,
    observer: 'c-1',
    fact,
    stale: false,
    firstSeenAt: 1_000,
    ...stored,
  };
}

/** An entity that the label of the Kubernetes plugin binds. */
export function entityWithId(
  name: string,
  over: Partial<MirroredEntity> = {},
): MirroredEntity {
  return {
    ref: `component:default/${name}`,
    annotations: { 'backstage.io/kubernetes-id': name },
    ...over,
  };
}

/** The labels that bind something to an entity. */
export function labelledFor(name: string): Record<string, string> {
  return { 'backstage.io/kubernetes-id': name };
}

/** Derives one cluster, and finds instances by `namespace/entity name`. */
export function derive(
  given: Partial<Omit<Parameters<typeof deriveInstances>[0], 'entities'>> & {
    entities?: MirroredEntity[];
  },
) {
  const derived = deriveInstances({
    clusterNames: ['prod-a'],
    clusterEnvironment: 'unassigned',
    clusterOwner: 'unassigned',
    workloads: [],
    deliveries: [],
    namespaceLabels: new Map(),
    ...given,
    entities: new EntityIndex(given.entities ?? []),
  });
  const byPlace = new Map(
    derived.instances.map(instance => [
      `${instance.namespace}/${instance.entityRef.split('/').pop()}`,
      instance,
    ]),
  );
  return {
    ...derived,
    places: [...byPlace.keys()].sort(),
    at(place: string): DerivedInstance {
      const instance = byPlace.get(place);
      if (!instance) {
        throw new Error(
          `There is no instance '${place}', only ${[...byPlace.keys()].join(
            ', ',
          )}`,
        );
      }
      return instance;
    },
  };
}

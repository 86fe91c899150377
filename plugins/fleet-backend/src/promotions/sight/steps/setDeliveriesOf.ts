import type { InstanceParts } from '../../../derive/rollouts';
import { bringingDeliveries } from '../bringingDeliveries';

/** An ApplicationSet, as the deliveries that it made name it. */
export type SetName = {
  /** The id of the cluster that it is on. */
  observer: string;
  namespace?: string;
  name: string;
};

/** A delivery that an ApplicationSet made, and where it brings a component. */
export type SetDelivery = {
  set: SetName;
  namespace?: string;
  name: string;
  /** An id. */
  cluster: string;
};

/** By what ApplicationSets are told apart. */
export function setKey({ observer, namespace, name }: SetName): string {
  return JSON.stringify([observer, namespace ?? null, name]);
}

/**
 * What brings instances and was made by an ApplicationSet.
 *
 * @param isHub - whether ApplicationSets on a cluster count, by its id
 */
export function setDeliveriesOf(
  parts: readonly InstanceParts[],
  isHub: (observer: string) => boolean,
): SetDelivery[] {
  return parts.flatMap(each =>
    bringingDeliveries(each).flatMap(({ observer, fact }): SetDelivery[] => {
      const { parent, namespace, name } = fact;
      if (parent?.kind !== 'ApplicationSet' || !isHub(observer)) return [];
      const from = parent.namespace ?? namespace;
      return [
        {
          set: {
            observer,
            ...(from === undefined ? {} : { namespace: from }),
            name: parent.name,
          },
          ...(namespace === undefined ? {} : { namespace }),
          name,
          cluster: each.clusterId,
        },
      ];
    }),
  );
}

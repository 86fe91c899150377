import type {
  AdapterLook,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';

/** Of which kinds clusters tell themselves where they differ. */
export type DriftKinds = {
  /** Those that are watched, with the adapter that does. */
  watched: readonly { adapter: string; group: string; kind: string }[];
  /** Those of which objects can be looked at one by one. */
  looked: readonly Pick<AdapterLook, 'group' | 'kind' | 'namespaced'>[];
  /** What delivers, where its engine can be asked how it desires what it brings. */
  desired: readonly DesiringKind[];
};

/** A kind of delivery, and what tells how it desires what it brings. */
export type DesiringKind = {
  adapter: string;
  of: { group: string; kind: string };
  /** The question that it is asked. */
  question: string;
  /** It tells the live object as well, so that it is enough to know that something differs. */
  comparesItself: boolean;
};

/**
 * What adapters say that they tell.
 *
 * @param polls - what systems are asked for over HTTP, as configuration says
 */
export function driftKindsOf(
  adapters: readonly FleetAdapter[],
  polls: readonly { adapter: string; kind: string }[] = [],
): DriftKinds {
  return {
    watched: adapters.flatMap(({ id, watches }) =>
      watches
        .filter(({ tellsDifferences }) => tellsDifferences)
        .map(({ group, kind }) => ({ adapter: id, group, kind })),
    ),
    looked: adapters.flatMap(({ looks = [] }) => looks),
    desired: adapters.flatMap(({ id, desired = [] }) =>
      desired
        .filter(
          ({ from, kind }) =>
            from === 'object' ||
            polls.some(each => each.adapter === id && each.kind === kind),
        )
        .map(({ of, kind, from }) => ({
          adapter: id,
          of,
          question: kind,
          comparesItself: from === 'http',
        })),
    ),
  };
}

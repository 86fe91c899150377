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
};

/** What adapters say that they tell. */
export function driftKindsOf(adapters: readonly FleetAdapter[]): DriftKinds {
  return {
    watched: adapters.flatMap(({ id, watches }) =>
      watches
        .filter(({ tellsDifferences }) => tellsDifferences)
        .map(({ group, kind }) => ({ adapter: id, group, kind })),
    ),
    looked: adapters.flatMap(({ looks = [] }) => looks),
  };
}

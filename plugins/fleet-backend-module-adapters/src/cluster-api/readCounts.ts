import type { PoolFact } from '@fleetview/backstage-plugin-fleet-common';

type Counts = {
  replicas: number | undefined;
  readyReplicas: number | undefined;
  availableReplicas: number | undefined;
  upToDateReplicas: number | undefined;
  updatedReplicas: number | undefined;
};

/** The counts of v1beta1 that a kind has there; zeros are left out. */
export type OldCounts = readonly (keyof Counts)[];

/**
 * The counts of a pool. In v1beta2 a count that is missing has not been made. A
 * v1beta1 object leaves zeros out, so that there a missing count of those that the
 * kind has is zero once a controller has looked; its `v1beta2` part has the newer
 * counts, which go first.
 */
export function readCounts(
  desired: number | undefined,
  status:
    | (Counts & {
        observedGeneration: number | undefined;
        v1beta2?: Counts | undefined;
      })
    | undefined,
  version: string,
  oldCounts: OldCounts,
): PoolFact['replicas'] {
  if (!status) return { desired };
  const newer = status.v1beta2;
  const hasZerosLeftOut =
    version === 'v1beta1' && status.observedGeneration !== undefined;
  const countOf = (key: keyof Counts) =>
    newer?.[key] ??
    status[key] ??
    (hasZerosLeftOut && oldCounts.includes(key) ? 0 : undefined);
  return {
    desired,
    current: countOf('replicas'),
    ready: countOf('readyReplicas'),
    available: countOf('availableReplicas'),
    upToDate: countOf('upToDateReplicas') ?? countOf('updatedReplicas'),
  };
}

import type { Image, Revision } from '../../facts';

/**
 * An image that runs.
 *
 * @public
 */
export type RunningImage = Image & {
  /** As {@link ReleaseImage} has it. */
  workload: string;
  /**
   * Digests that kubelets tell of its containers (`status.containerStatuses[].imageID`),
   * of all pods. Absent where nobody asked. Several where pods of one tag run several.
   */
  runningDigests?: readonly string[];
};

/**
 * One instance, as far as a release can be told from it.
 *
 * @public
 */
export type RunningInstance = {
  entityRef: string;
  /** The id of the cluster. */
  cluster: string;
  namespace: string;
  /** Whether what it was read from is current. */
  isCurrent: boolean;
  /** What runs is what its templates say, and not on its way there. */
  isSettled: boolean;
  images: readonly RunningImage[];
  revision?: Revision;
};

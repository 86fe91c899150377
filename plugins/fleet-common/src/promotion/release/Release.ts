import type { Image, Revision } from '../../facts';

/**
 * An image of a release, and where in the component it is.
 *
 * @public
 */
export type ReleaseImage = Image & {
  /**
   * What tells workloads of one component apart, the same on all clusters: the workload's
   * name, or a role where deliveries give names of their own.
   */
  workload: string;
};

/**
 * What a release has of one component.
 *
 * @public
 */
export type ReleaseComponent = {
  /** An entity reference. */
  entityRef: string;
  /** One for each workload and container, in their order. */
  images: readonly ReleaseImage[];
  /** Of what is no image, such as a chart or a configuration. */
  revision?: Revision;
};

/**
 * What goes from stage to stage: of each component what it consists of.
 *
 * @public
 */
export type Release = {
  /**
   * The same for releases with the same content, wherever it was read. Registries are no
   * part of it, where digests say what is in them.
   */
  id: string;
  /** In the order of their references. */
  components: readonly ReleaseComponent[];
};

/**
 * Something in a release that may be another thing by tomorrow.
 *
 * @public
 */
export type NotPinned = {
  entityRef: string;
  /** Absent where it is the component's revision. */
  workload?: string;
  container?: string;
  /** What it is called by, e.g. `ghcr.io/shop/cart:1.4`. */
  reference: string;
  /**
   * - `no-digest`: an image with a tag, or with nothing
   * - `movable-revision`: a branch, a tag, or a version of a chart, which can be published again
   */
  because: 'no-digest' | 'movable-revision';
};

import type { Image, Revision } from '../../facts';
import type { NotPinned } from '../release';
import type { StagedWave } from '../stages';

/**
 * What a promotion does to something.
 *
 * - `new`: it is not there yet
 * - `changed`: it is there with another content
 * - `removed`: it is there, and the release has none of it
 * - `unchanged`: it is there with this content
 * - `unknown`: what is there, or what comes, is not known well enough to say
 *
 * @public
 */
export type PlannedChange =
  | 'new'
  | 'changed'
  | 'removed'
  | 'unchanged'
  | 'unknown';

/**
 * Why something may not move.
 *
 * - `same`: there is nothing to move
 * - `not-pinned`: what would come may be something else by then
 * - `source-not-current`, `source-moving`, `source-mixed`, `source-nothing`: of the source
 *   no release can be told
 * - `target-not-current`: what runs on the target is not known
 * - `target-moving`: the target is on its way to something else
 * - `removal`: it would be removed, and nobody said that it may be
 *
 * @public
 */
export type PlanRefusal =
  | 'same'
  | 'not-pinned'
  | 'source-not-current'
  | 'source-moving'
  | 'source-mixed'
  | 'source-nothing'
  | 'target-not-current'
  | 'target-moving'
  | 'removal';

/**
 * What happens to one container's image.
 *
 * @public
 */
export type PlannedImage = {
  workload: string;
  container: string;
  change: PlannedChange;
  /** Absent where it is not there, or not known. */
  from?: Pick<Image, 'repository' | 'tag' | 'digest'>;
  /** Absent where it is removed, or not known. */
  to?: Pick<Image, 'repository' | 'tag' | 'digest'>;
};

/**
 * What happens to one component on one cluster.
 *
 * @public
 */
export type PlannedItem = {
  entityRef: string;
  /** The id of the cluster. */
  cluster: string;
  /** Absent where the component is not there yet. */
  namespace?: string;
  /** The key of the wave that it goes with. */
  wave: string;
  change: PlannedChange;
  images: readonly PlannedImage[];
  revision?: { from?: Revision; to?: Revision };
  mayMove: boolean;
  /** Why it may not; empty where it may. */
  because: readonly PlanRefusal[];
};

/**
 * Why a plan as a whole is not to be carried out.
 *
 * - `not-next`: the target stage does not come after the source stage
 * - `no-release`: of no component a release can be told on the source stage
 * - `no-target`: no cluster is in the target stage
 * - `nothing-to-move`: all is there already
 * - `held-items`: an item may not move. A part of a release is another release
 *
 * @public
 */
export type PlanHeld =
  | 'not-next'
  | 'no-release'
  | 'no-target'
  | 'nothing-to-move'
  | 'held-items';

/**
 * What a promotion will do, before it does any of it.
 *
 * @public
 */
export type PromotionPlan = {
  /** Names of stages. */
  from: string;
  to: string;
  /** Absent where none can be told. */
  release?: string;
  /** The whole id of the commit that it was made from. */
  commit: string;
  waves: readonly StagedWave[];
  items: readonly PlannedItem[];
  notPinned: readonly NotPinned[];
  mayMove: boolean;
  /** Why it may not; empty where it may. */
  because: readonly PlanHeld[];
  /** See {@link hashOfPlan}. */
  hash: string;
};

/**
 * What an approval, or an override, is of.
 *
 * @public
 */
export type PlanBinding = {
  planHash: string;
  commit: string;
};

import type { AllowedPaths } from '../../allowed';
import type { Changes } from '../../workspace';
import type { Placed, Placement, PlacementOptions } from '../Placement';

/** How a method puts a component on clusters. */
export type MethodRules = {
  /** Inputs that mean something to it. */
  takes: readonly (keyof PlacementOptions)[];
  /** Those of them that it cannot do without. */
  needs: readonly (keyof PlacementOptions)[];
  /** @throws InputError where its engine knows no cluster of that name */
  checkCluster(name: string): void;
  /**
   * @throws InputError where it is not certain what is meant, ConflictError where something else
   *   is there already
   */
  place(
    placement: Placement,
    changes: Changes,
    allowed: AllowedPaths,
  ): Promise<Placed>;
};

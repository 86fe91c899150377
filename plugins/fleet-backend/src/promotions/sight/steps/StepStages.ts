import type { StagedClusters } from '@fleetview/backstage-plugin-fleet-common';
import type { SetName } from './setDeliveriesOf';

/**
 * Why it is not known which steps a component goes through.
 *
 * - `never-read`: its ApplicationSet was never read
 * - `not-current`: what was read of it is not current
 * - `failing`: it says that it cannot make what it is to make, and so does not say who is in which step any more
 * - `unknown-strategy`: it has a strategy that nobody here knows
 * - `several`: several that have steps bring it, and none of them comes first
 * - `no-steps`: it has a rolling sync without steps
 * - `in-part`: it has more Applications than were read
 * - `unresolved`: of some of its Applications it is not known to which cluster they go
 */
export type NoSteps =
  | 'never-read'
  | 'not-current'
  | 'failing'
  | 'unknown-strategy'
  | 'several'
  | 'no-steps'
  | 'in-part'
  | 'unresolved';

/** The steps that a component goes through, or why these are not known. */
export type StepStages =
  | { staged: StagedClusters; because?: undefined }
  | {
      because: NoSteps;
      sets: readonly SetName[];
      /** In the words of what was read, or names of what is meant. */
      detail?: string;
    };

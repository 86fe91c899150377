import {
  HEALTH_STATES,
  type CountedState,
} from '@fleetview/backstage-plugin-fleet-common';

export type { CountedState };

/**
 * Every state that lists are counted and narrowed by.
 *
 * @public
 */
export const COUNTED_STATES: readonly CountedState[] = [
  ...HEALTH_STATES,
  'stale',
  'out-of-sync',
];

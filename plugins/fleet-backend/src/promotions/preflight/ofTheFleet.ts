import type { Reach } from '../../preflight';

/** All of the fleet: promotions are permitted by where they go, before anybody is asked. */
const ALL: Reach = { places: { covers: () => true }, cells: 'all' };

/** What clusters are asked by, where it is the fleet that goes on with a promotion. */
export const OF_THE_FLEET = {
  reads: ALL,
  acts: ALL,
  actor: { type: 'fleet' },
} as const;

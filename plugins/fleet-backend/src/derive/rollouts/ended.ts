import type { MemberState } from '@fleetview/backstage-plugin-fleet-common';

/** States in which a member is not on its way any more. */
export const ENDED: ReadonlySet<MemberState> = new Set([
  'not-placed',
  'succeeded',
  'failed',
  'timed-out',
  'skipped',
  'rolled-back',
]);

import type { MemberState } from '../client';

/**
 * Where one cluster is with a release that is on its way, most urgent first.
 *
 * @public
 */
export const MEMBER_STATES = [
  'failed',
  'timed-out',
  'stuck',
  'rolled-back',
  'unknown',
  'awaiting-approval',
  'window-closed',
  'paused',
  'applying',
  'verifying',
  'soaking',
  'queued',
  'skipped',
  'succeeded',
  'not-placed',
] as const satisfies readonly MemberState[];

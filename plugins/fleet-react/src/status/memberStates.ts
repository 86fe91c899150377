import type { MemberState } from '@fleetview/backstage-plugin-fleet-common';
import type { Status, StatusKey } from './statusKeys';

/**
 * A member's state, and what goes with it.
 *
 * @public
 */
export interface MemberStatus {
  state: MemberState;
  /** True where nobody can say that it still is so. */
  stale?: boolean;
  /** When it was last proven, ISO 8601. */
  confirmedAt?: string;
  /** When what it waits for is known to end, ISO 8601. */
  until?: string;
  /** In the words of the system. Untrusted text. */
  reason?: string;
}

const STATUS_KEYS_OF_MEMBERS: Record<
  Exclude<MemberState, 'not-placed' | 'window-closed'>,
  StatusKey
> = {
  failed: 'failed',
  'timed-out': 'timed-out',
  stuck: 'stuck',
  'rolled-back': 'rolled-back',
  unknown: 'unknown',
  'awaiting-approval': 'awaiting-approval',
  paused: 'suspended',
  applying: 'applying',
  verifying: 'verifying',
  soaking: 'soaking',
  queued: 'queued',
  skipped: 'skipped',
  succeeded: 'succeeded',
};

/**
 * The status that a mark shows of a member: an hourglass for what waits until a
 * known time, a snowflake for a window that is closed with no end in sight.
 *
 * @returns `undefined` for `not-placed`: nothing is there, and nothing is drawn
 * @public
 */
export function statusOfMember(member: MemberStatus): Status | undefined {
  const key = statusKeyOfMember(member);
  if (!key) return undefined;
  const { stale = false, confirmedAt, reason } = member;
  return { key, stale, confirmedAt, reason };
}

function statusKeyOfMember({
  state,
  until,
}: MemberStatus): StatusKey | undefined {
  if (state === 'not-placed') return undefined;
  if (state === 'window-closed') return until ? 'waiting' : 'frozen';
  if (state === 'queued' && until) return 'waiting';
  // A newer server may know states that this page does not.
  return Object.hasOwn(STATUS_KEYS_OF_MEMBERS, state)
    ? STATUS_KEYS_OF_MEMBERS[state]
    : 'unknown';
}

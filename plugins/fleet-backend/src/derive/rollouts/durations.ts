import type { MemberState } from '@fleetview/backstage-plugin-fleet-common';
import { ENDED } from './ended';
import type { Time } from './types';

/** With fewer, nothing is said of how long it takes. */
const LEAST = 3;

/**
 * A percentile by the nearest rank: the smallest value that at least so many of all
 * are not greater than.
 *
 * @param share - between 0 and 1
 */
export function percentile(
  values: readonly number[],
  share: number,
): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** The 95th percentile of how long members took; nothing where too few are known. */
export function usualDuration(values: readonly number[]): number | undefined {
  return values.length < LEAST ? undefined : percentile(values, 0.95);
}

/** Members of a rollout that are in the same wave and state, summed up. */
export type MemberGroup = {
  wave?: number;
  state: MemberState;
  members: number;
  /** Of how many it is known when they were asked, and when the last one was. */
  asked: number;
  lastAskedAt?: Time;
  /** Of how many it is known when what they wait for is over, and when the first and the last is. */
  ending: number;
  firstUntil?: Time;
  lastUntil?: Time;
};

/**
 * How long a rollout will take from now, as a range: for each wave that is not
 * done, what half and what 95 of 100 members took at most, one wave after the other,
 * less what has passed of the one under way.
 *
 * @param durations - of members of this component that were done, in milliseconds
 * @returns seconds; nothing where too few are known, or where nobody can tell
 *   because a member waits for something without a known end
 */
export function timeLeft(options: {
  groups: readonly MemberGroup[];
  durations: readonly number[];
  now: number;
}): { from: number; to: number } | undefined {
  const { groups, durations, now } = options;
  const half = percentile(durations, 0.5);
  const most = usualDuration(durations);
  if (half === undefined || most === undefined) return undefined;
  const waves = new Map<number, { from: number; to: number }>();
  for (const group of groups) {
    if (ENDED.has(group.state)) continue;
    if (isWithoutEnd(group)) return undefined;
    // The last of a group that will be done: the one that waits longest, or was asked last.
    const isWaiting = group.state === 'window-closed';
    const wait = isWaiting ? Math.max(0, (group.lastUntil ?? now) - now) : 0;
    const isAsked = !isWaiting && group.asked === group.members;
    const passed = isAsked ? now - (group.lastAskedAt ?? now) : 0;
    const wave = group.wave ?? -1;
    const known = waves.get(wave) ?? { from: 0, to: 0 };
    waves.set(wave, {
      from: Math.max(known.from, wait + Math.max(0, half - passed)),
      to: Math.max(known.to, wait + Math.max(0, most - passed)),
    });
  }
  let from = 0;
  let to = 0;
  for (const wave of waves.values()) {
    from += wave.from;
    to += wave.to;
  }
  return { from: Math.round(from / 1000), to: Math.round(to / 1000) };
}

function isWithoutEnd({ state, ending, members }: MemberGroup): boolean {
  return (
    state === 'unknown' ||
    state === 'paused' ||
    state === 'awaiting-approval' ||
    state === 'stuck' ||
    (state === 'window-closed' && ending < members)
  );
}

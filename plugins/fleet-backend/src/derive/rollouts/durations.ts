import { ENDED } from './ended';
import type { MemberMemory, Wave } from './types';

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
  waves: readonly Wave[];
  members: readonly MemberMemory[];
  durations: readonly number[];
  now: number;
}): { from: number; to: number } | undefined {
  const { members, durations, now } = options;
  const half = percentile(durations, 0.5);
  const most = usualDuration(durations);
  if (half === undefined || most === undefined) return undefined;
  const open = new Map<number, MemberMemory[]>();
  for (const member of members) {
    if (ENDED.has(member.state)) continue;
    if (isWithoutEnd(member)) return undefined;
    const wave = member.wave ?? -1;
    open.set(wave, [...(open.get(wave) ?? []), member]);
  }
  let from = 0;
  let to = 0;
  for (const [, [...waiting]] of [...open].sort(([a], [b]) => a - b)) {
    const rests = waiting.map(({ askedAt, state, until }) => {
      const wait =
        state === 'window-closed' && until !== undefined
          ? Math.max(0, until - now)
          : 0;
      const passed =
        askedAt === undefined || state === 'window-closed' ? 0 : now - askedAt;
      return {
        from: wait + Math.max(0, half - passed),
        to: wait + Math.max(0, most - passed),
      };
    });
    from += Math.max(...rests.map(rest => rest.from));
    to += Math.max(...rests.map(rest => rest.to));
  }
  return { from: Math.round(from / 1000), to: Math.round(to / 1000) };
}

function isWithoutEnd({ state, until }: MemberMemory): boolean {
  return (
    state === 'unknown' ||
    state === 'paused' ||
    state === 'awaiting-approval' ||
    state === 'stuck' ||
    (state === 'window-closed' && until === undefined)
  );
}

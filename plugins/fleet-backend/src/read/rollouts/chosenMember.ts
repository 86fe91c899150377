import type { MemberState } from '@fleetview/backstage-plugin-fleet-common';

/** States in which a member only waits for its turn. */
const WAITING: ReadonlySet<string> = new Set<MemberState>(['queued']);

/** States after which a release says nothing more of an instance than the next one does. */
export const OVER = [
  'succeeded',
  'skipped',
  'rolled-back',
  'not-placed',
] as const satisfies readonly MemberState[];

const IS_OVER: ReadonlySet<string> = new Set(OVER);

/**
 * Of the releases that an instance is a member of the one that concerns it: the newest;
 * where it only waits for its turn there, the one before that it is still under way in. What
 * came before one that is over is the past, however it ended.
 *
 * @param members - of one instance, in any order
 */
export function chosenMember<
  T extends { state: string; release_order: unknown },
>(members: readonly T[]): T | undefined {
  const byRelease = [...members].sort(
    (a, b) => Number(b.release_order) - Number(a.release_order),
  );
  const [newest] = byRelease;
  if (!newest || !WAITING.has(newest.state)) return newest;
  const before = byRelease.find(({ state }) => !WAITING.has(state));
  return before && !IS_OVER.has(before.state) ? before : newest;
}

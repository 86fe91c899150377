import { ENDED } from './ended';
import type { MemberMemory, Wave } from './types';

/** The first wave before a member's that is not done. */
export function gateOf(
  members: ReadonlyMap<string, MemberMemory>,
  waves: readonly Wave[],
  wave: number | undefined,
): { wave: string; after: string } | undefined {
  if (wave === undefined) return undefined;
  let first: number | undefined;
  for (const { wave: before, state } of members.values()) {
    if (before === undefined || before >= wave || ENDED.has(state)) continue;
    if (first === undefined || before < first) first = before;
  }
  return first === undefined
    ? undefined
    : { wave: waves[wave]?.name ?? '', after: waves[first]?.name ?? '' };
}

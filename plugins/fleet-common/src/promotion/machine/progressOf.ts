import type { TargetProgress } from './Promotion';
import type { TargetSight } from './PromotionEvent';

/** What a look at a cluster is held against. */
export type LookedAt = {
  /** When it was looked at. */
  at: number;
  /** A sync that counts came after that, and not after it was looked at. */
  syncedSince: number;
  soakMs: number;
  maxGapMs: number;
};

/** Whether what runs is what its engine wants, since a time. */
export function isInSync(
  { isCurrent, isSettled, sync, syncedAt }: TargetSight,
  { at, syncedSince }: Pick<LookedAt, 'at' | 'syncedSince'>,
): boolean {
  return (
    isCurrent &&
    isSettled &&
    sync === 'synced' &&
    syncedAt !== undefined &&
    syncedAt >= syncedSince &&
    syncedAt <= at
  );
}

/**
 * How far a cluster is once it was looked at again. Each step has to be seen after the one
 * before it: that it has the release and is in sync; then that it is healthy; then that it is
 * so for as long as it has to be. What is not seen, or not for too long, is a gap in being
 * healthy; what is seen to have something else has not arrived.
 */
export function progressOf(
  before: TargetProgress,
  sight: TargetSight,
  looked: LookedAt,
): TargetProgress {
  const { at, soakMs, maxGapMs } = looked;
  const { cluster, seenAt, arrivedAt } = before;
  const seen = { cluster, seenAt: at };
  if (!sight.isCurrent || sight.hasRelease === 'unknown') {
    return { ...seen, ...(arrivedAt !== undefined && { arrivedAt }) };
  }
  if (sight.hasRelease === 'no' || !isInSync(sight, looked)) return seen;
  if (arrivedAt === undefined) return { ...seen, arrivedAt: at };
  if (sight.health !== 'healthy') return { ...seen, arrivedAt };
  const hasGap = seenAt === undefined || at - seenAt > maxGapMs;
  const healthySince = (hasGap ? undefined : before.healthySince) ?? at;
  const soakedAt = (hasGap ? undefined : before.soakedAt) ?? at;
  return {
    ...seen,
    arrivedAt,
    healthySince,
    ...(at - healthySince >= soakMs && { soakedAt }),
  };
}

import type { Status } from '../../status';

/** Done is what was seen to arrive, and is still seen: stale is not. */
export function isDoneStatus({
  key,
  stale,
}: Pick<Status, 'key' | 'stale'>): boolean {
  return key === 'succeeded' && !stale;
}

/**
 * Whether what an engine wants is what it last applied.
 *
 * @public
 */
export const SYNC_STATES = ['synced', 'unknown', 'out-of-sync'] as const;

/** @public */
export type Sync = (typeof SYNC_STATES)[number];

/**
 * The worst of several sync states; of nothing it is `unknown`.
 *
 * @public
 */
export function worstSync(states: Iterable<Sync>): Sync {
  let worst = -1;
  for (const state of states) {
    worst = Math.max(worst, SYNC_STATES.indexOf(state));
  }
  return worst < 0 ? 'unknown' : SYNC_STATES[worst];
}

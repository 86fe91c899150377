/**
 * Health from best to worst. The position in the list is its rank.
 *
 * @public
 */
export const HEALTH_STATES = [
  'healthy',
  'suspended',
  'progressing',
  'unknown',
  'missing',
  'degraded',
] as const;

/** @public */
export type Health = (typeof HEALTH_STATES)[number];

/**
 * The worst of several healths. The worst of nothing is `unknown`: nothing was
 * seen, so nothing good may be said.
 *
 * @public
 */
export function worstHealth(healths: Iterable<Health>): Health {
  let worst = -1;
  for (const health of healths) {
    worst = Math.max(worst, HEALTH_STATES.indexOf(health));
  }
  return worst < 0 ? 'unknown' : HEALTH_STATES[worst];
}

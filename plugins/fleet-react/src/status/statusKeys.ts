import type {
  CountedState,
  CoverageState,
  Health,
  Reachability,
} from '@fleetview/backstage-plugin-fleet-common';

/**
 * How urgent a status is, and with that its colour. Colour is never the only
 * sign: every status has a shape and a word as well.
 *
 * @public
 */
export type StatusTone = 'bad' | 'caution' | 'busy' | 'neutral' | 'good';

/**
 * The tone of every status that a mark can show, most urgent first. The order
 * is the order in which marks and counts stand beside each other.
 *
 * @public
 */
export const STATUS_TONES = {
  unreachable: 'bad',
  degraded: 'bad',
  failed: 'bad',
  'timed-out': 'bad',
  stuck: 'bad',
  missing: 'caution',
  forbidden: 'caution',
  unauthorized: 'caution',
  invalid: 'caution',
  quarantined: 'caution',
  interrupted: 'caution',
  'out-of-sync': 'caution',
  'rolled-back': 'caution',
  'awaiting-approval': 'caution',
  unknown: 'neutral',
  progressing: 'busy',
  applying: 'busy',
  verifying: 'busy',
  soaking: 'busy',
  waiting: 'busy',
  frozen: 'busy',
  listing: 'busy',
  pending: 'neutral',
  'not-asked': 'neutral',
  'not-served': 'neutral',
  suspended: 'neutral',
  queued: 'neutral',
  skipped: 'neutral',
  synced: 'good',
  succeeded: 'good',
  healthy: 'good',
} as const satisfies Record<string, StatusTone>;

/**
 * A word of the status vocabulary.
 *
 * @public
 */
export type StatusKey = keyof typeof STATUS_TONES;

/**
 * All statuses, most urgent first.
 *
 * @public
 */
export const STATUS_KEYS = Object.keys(STATUS_TONES) as StatusKey[];

/**
 * One status as a mark shows it.
 *
 * @public
 */
export interface Status {
  key: StatusKey;
  /** True where nobody can say that it still is so: drawn hatched, counted apart. */
  stale: boolean;
  /** When it was last proven, ISO 8601. Absent where it never was. */
  confirmedAt?: string;
  /** In the words of the system. Untrusted text. */
  reason?: string;
}

/**
 * The key of a cluster's reachability; `reachable` has no mark of its own,
 * because then the health of the cluster is what matters.
 *
 * @public
 */
export function statusKeyOfReachability(
  state: Exclude<Reachability, 'reachable'>,
): StatusKey {
  return state;
}

/**
 * The key of a coverage state; `current` reads as healthy.
 *
 * @public
 */
export function statusKeyOfCoverage(state: CoverageState): StatusKey {
  return state === 'current' ? 'healthy' : state;
}

/**
 * The key of a counted state; `stale` has no shape of its own and is drawn as
 * the hatched unknown.
 *
 * @public
 */
export function statusOfCountedState(state: CountedState): Status {
  if (state === 'stale') return { key: 'unknown', stale: true };
  return { key: state, stale: false };
}

/**
 * The rank of a status by urgency; 0 is the most urgent.
 *
 * @public
 */
export function urgencyOf(key: StatusKey): number {
  return STATUS_KEYS.indexOf(key);
}

/**
 * Whether a health is one that somebody should look at.
 *
 * @public
 */
export function isUnwell(health: Health): boolean {
  return health === 'degraded' || health === 'missing';
}

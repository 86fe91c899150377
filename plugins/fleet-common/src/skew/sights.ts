/**
 * Why it is not known how one cluster is in one trait. None of these ever counts as alike.
 *
 * - `unreachable`: the cluster does not answer, or not as a cluster does
 * - `forbidden`: the cluster does not let it be read
 * - `stale`: what is known cannot be confirmed now
 * - `not-asked`: nobody reads it there
 * - `unstated`: it is there, and does not say it
 * - `hidden`: whoever asks may not see all that is there, and so not that it is not
 *
 * @public
 */
export const SKEW_UNKNOWNS = [
  'unreachable',
  'forbidden',
  'stale',
  'not-asked',
  'unstated',
  'hidden',
] as const;

/** @public */
export type SkewUnknown = (typeof SKEW_UNKNOWNS)[number];

/**
 * What is known of one trait of one cluster. `absent` takes proof: its kind is covered
 * completely and currently, and it is not there.
 *
 * @public
 */
export type TraitSight =
  | { state: 'value'; value: string }
  | { state: 'absent' }
  | {
      state: 'unknown';
      reason: SkewUnknown;
      /** What it was when it was last confirmed. */
      lastKnown?: string;
    };

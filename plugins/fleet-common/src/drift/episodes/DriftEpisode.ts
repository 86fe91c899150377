/**
 * What was seen of one resource at one time.
 *
 * @public
 */
export type DriftObservation = {
  /** Milliseconds since 1970. */
  at: number;
  /**
   * - `drifted`, `in-sync`: it was compared, by us or by its engine, and that is current
   * - `unknown`: it was not, or could not be; a read that failed says nothing else
   */
  verdict: 'drifted' | 'in-sync' | 'unknown';
  /** Where it differs. Absent or empty where only that it differs is known. */
  paths?: readonly string[];
  desiredRevision?: string;
};

/**
 * One stretch of time in which a resource was not as it is desired.
 *
 * @public
 */
export type DriftEpisode = {
  /** When it was first and last seen to differ. */
  firstObservedAt: number;
  lastObservedAt: number;
  /**
   * When it was last seen to be in sync before: it began after that, and by
   * `firstObservedAt`. Absent where watching began with it: then it lasts for at least as
   * long as it has been seen.
   */
  notBefore?: number;
  /** All paths that were seen to differ in it; absent where none is known. */
  paths?: string[];
  /** There were more paths than are kept. */
  pathsTruncated?: true;
  /** The newest revision that was desired while it differed. */
  desiredRevision?: string;
  /** How often it was in sync, and differed again soon after. */
  flaps: number;
  /** For how many milliseconds it was seen to be in sync between flaps. */
  inSyncMs: number;
  /** The last that was seen says nothing: whether it still differs is not known. */
  isUnconfirmed?: true;
  /** Seen to be in sync again; absent while it lasts. */
  healed?: {
    at: number;
    /** From when it was first seen to differ. */
    seconds: number;
    /** It began before it was first seen, nobody knows when. */
    isAtLeast?: true;
  };
};

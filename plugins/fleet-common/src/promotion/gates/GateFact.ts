import { WATCH_FRESHNESS_LIMIT_MS } from '../../states';

/**
 * Something that a gate goes by, and how well it is known.
 *
 * @public
 */
export type GateFact<T> =
  | {
      known: T;
      /** When it was last confirmed, in milliseconds since 1970 by our own clock. */
      confirmedAt: number;
    }
  | {
      /** Why it is not known, e.g. that a cluster was not reached, for people. */
      unknown: string;
    };

/**
 * When gates are judged.
 *
 * @public
 */
export type GateTime = {
  /** Milliseconds since 1970, by the clock that facts are confirmed by. */
  at: number;
  /** For how long a fact counts after it was confirmed; 90 seconds where absent. */
  freshForMs?: number;
};

/**
 * A fact as it counts at a time: what is too old, or of which nobody knows how old it is, is
 * not known. What was confirmed after that time is not older than it.
 */
export function factAt<T>(
  fact: GateFact<T> | undefined,
  { at, freshForMs = WATCH_FRESHNESS_LIMIT_MS }: GateTime,
): { known: T; confirmedAt: number } | { unknown: string } {
  if (!fact) return { unknown: 'was never evaluated' };
  if ('unknown' in fact) return { unknown: fact.unknown };
  return Number.isFinite(fact.confirmedAt) &&
    at - fact.confirmedAt <= freshForMs
    ? fact
    : { unknown: 'was not confirmed for too long' };
}

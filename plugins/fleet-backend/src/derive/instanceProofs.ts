import type { CurrencyLookup } from '../coverage/CoverageTracker';
import type { DerivedInstance } from './DerivedInstance';
import { keyOf } from './readFacts';
import type { Rows } from './statements';

/** A fact that an instance was made of: its row, and what was derived of it just now. */
type Part = { row: Rows[number]; stored: { stale: boolean } };

/** What is proven of an instance, and since when. Times are milliseconds since 1970. */
export type InstanceProofs = {
  /** Until when all of it was proven. */
  lastProof(instance: DerivedInstance): number | undefined;
  /** Until when that of it was proven which is not current. */
  lastProofOfStale(instance: DerivedInstance): number | undefined;
  /** The last proof before the last gap in what it was read from. */
  gapFrom(instance: DerivedInstance): number | undefined;
  /**
   * That it has just come: undefined where it may have been there before anybody
   * watched.
   */
  coming(
    instance: DerivedInstance,
  ): { absentSince: number; notBefore?: number } | undefined;
};

/** @param partsOf - the facts that an instance was made of */
export function instanceProofs(options: {
  currency: CurrencyLookup;
  partsOf: (instance: DerivedInstance) => Part[];
  now: number;
}): InstanceProofs {
  const { currency, partsOf, now } = options;
  const currencyOf = ({ row }: Part) =>
    currency.currencyOf(row.observer, keyOf(row));
  const earliest = (times: (number | undefined)[]) => {
    const known = times.filter(time => time !== undefined);
    return known.length > 0 ? Math.min(...known) : undefined;
  };
  return {
    lastProof: instance =>
      earliest(partsOf(instance).map(part => currencyOf(part).confirmedAt)),
    lastProofOfStale: instance =>
      earliest(
        partsOf(instance)
          .filter(({ stored }) => stored.stale)
          .map(part => currencyOf(part).confirmedAt),
      ),
    gapFrom: instance =>
      earliest(partsOf(instance).map(part => currencyOf(part).gap?.from)),
    coming(instance) {
      if (instance.stale) return undefined;
      let absentSince = 0;
      let notBefore: number | undefined;
      for (const part of partsOf(instance)) {
        const { watchedSince, gap } = currencyOf(part);
        const firstSeenAt = Number(part.row.first_seen_at);
        if (watchedSince === undefined) return undefined;
        // One that was derived before, and current, was another's until now.
        const wasAnothers = !part.row.stale;
        if (!wasAnothers && firstSeenAt <= watchedSince) return undefined;
        absentSince = Math.max(absentSince, watchedSince);
        if (
          !wasAnothers &&
          gap &&
          gap.from < firstSeenAt &&
          firstSeenAt <= (gap.to ?? now)
        ) {
          notBefore = Math.min(notBefore ?? now, gap.from);
        }
      }
      if (absentSince === 0) return undefined;
      return {
        absentSince,
        ...(notBefore === undefined ? {} : { notBefore }),
      };
    },
  };
}

import { type ComplianceUnit, pairKeyOf, unitKeyOf } from './complianceUnit';
import { complianceResultOf } from './results';

function asStale(unit: ComplianceUnit): ComplianceUnit {
  const { result } = unit;
  return {
    ...unit,
    stale: true,
    result:
      result === 'not-evaluated'
        ? result
        : complianceResultOf(result, { stale: true }),
  };
}

/** What an engine says of a policy as a whole, and says anew each time that it looks. */
function isOfWhole({ resource, unlisted, result }: ComplianceUnit): boolean {
  if (unlisted) return true;
  return (
    resource === undefined && (result === 'pass' || result === 'not-evaluated')
  );
}

/**
 * What is there, together with what was there before and has vanished without a proof
 * that it is gone: that is stale, so that a failure stays one and a pass is not evaluated.
 *
 * Where an engine counts more than it lists, what is no longer listed is among those that
 * it counts, and is not kept besides; and what it counted before is what it counts now.
 *
 * @param isProvenGone - whether it is known that a unit is no more, e.g. as a complete list
 *   or a deletion says
 * @public
 */
export function keepUnproven(
  before: readonly ComplianceUnit[],
  now: readonly ComplianceUnit[],
  isProvenGone: (unit: ComplianceUnit) => boolean,
): ComplianceUnit[] {
  const present = new Set(now.map(unitKeyOf));
  const counted = new Set(
    now.filter(({ unlisted }) => unlisted).map(pairKeyOf),
  );
  const told = new Set(now.filter(({ stale }) => !stale).map(pairKeyOf));
  const kept = before.filter(unit => {
    if (present.has(unitKeyOf(unit))) return false;
    const pair = pairKeyOf(unit);
    if (counted.has(pair) || (isOfWhole(unit) && told.has(pair))) return false;
    return !isProvenGone(unit);
  });
  return [...now, ...kept.map(asStale)];
}

import {
  isRelated,
  type DifferenceFact,
  type ToldDifference,
} from '@fleetview/backstage-plugin-fleet-common';
import type { OwnDifference } from './types';

/**
 * What a cluster says of a resource that differs, with how its engine desires it. An engine
 * that compared the whole object tells where it differs; one that was asked for some places
 * tells of these alone. Who wrote it, the cluster knows.
 *
 * @param own - of the cluster itself
 * @param desired - of the engine
 */
export function withDesired(
  own: OwnDifference | undefined,
  desired: OwnDifference | undefined,
): OwnDifference | undefined {
  if (!desired?.isCurrent || desired.fact.problem) return own;
  if (desired.fact.asked) {
    return own?.isCurrent ? atPlaces(own, desired.fact) : own;
  }
  // That it differs is said; an engine that finds nothing looked at another time.
  if (desired.fact.total === 0) return own;
  const { differences, same } = desired.fact;
  return {
    ...desired,
    fact: {
      ...desired.fact,
      differences: differences.map(each => withAuthor(each, own?.fact)),
      // Where nobody tells what is desired it is still the same drift.
      same: own && isSamePlaces(own.fact, desired.fact) ? own.fact.same : same,
    },
  };
}

/** Whether both differ in the same places, and in no others. */
function isSamePlaces(one: DifferenceFact, other: DifferenceFact): boolean {
  const places = ({ differences }: DifferenceFact) =>
    differences.map(({ path }) => path).sort();
  return (
    one.total === other.total &&
    JSON.stringify(places(one)) === JSON.stringify(places(other))
  );
}

function atPlaces(
  own: OwnDifference,
  { asked = [], differences }: DifferenceFact,
): OwnDifference {
  const told = own.fact.differences.flatMap(each => {
    if (!asked.includes(each.path)) return [each];
    return differences
      .filter(({ path }) => isRelated(path, each.path))
      .map(found => ({
        ...each,
        path: found.path,
        kind: found.kind,
        ...(found.desired && { desired: found.desired }),
        ...(found.live && { live: found.live }),
        ...(found.isSecret && { isSecret: true }),
      }));
  });
  const hasDesired = told.some(each => each.desired);
  return {
    ...own,
    fact: {
      ...own.fact,
      ...(hasDesired && { basis: 'desired' as const }),
      differences: told,
      total: own.fact.total - own.fact.differences.length + told.length,
    },
  };
}

/** The author that the cluster knows, where who compares does not. */
function withAuthor(
  difference: ToldDifference,
  own: DifferenceFact | undefined,
): ToldDifference {
  if (difference.confidence !== 'none') return difference;
  const known = own?.differences.find(({ path }) => path === difference.path);
  if (!known) return difference;
  const { confidence, author, ambiguousWith, isUnowned } = known;
  return {
    ...difference,
    confidence,
    ...(author && { author }),
    ...(ambiguousWith && { ambiguousWith }),
    ...(isUnowned && { isUnowned }),
  };
}

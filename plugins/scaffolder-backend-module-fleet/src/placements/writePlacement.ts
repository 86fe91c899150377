import type { AllowedPaths } from '../allowed';
import type { Changes } from '../workspace';
import { METHOD_RULES } from './methods';
import type { Placed, Placement } from './Placement';

/**
 * Writes what puts a component on clusters into what was fetched of a repository: on all of them,
 * or on none. One on which it is already is left as it is.
 */
export async function writePlacement(
  placement: Placement,
  changes: Changes,
  allowed: AllowedPaths,
): Promise<Placed> {
  const { placed, notes } = await changes.whole(() =>
    METHOD_RULES[placement.method].place(placement, changes, allowed),
  );
  return {
    placed,
    notes: [...new Set([...notes, ...differenceNotes(placement, placed)])],
  };
}

/** What is to be different comes with a cluster that is new, and to no other. */
function differenceNotes(
  { clusters, values, images, replicas, patches, overrides }: Placement,
  placed: readonly string[],
): string[] {
  const hasSome =
    overrides !== undefined ||
    [values, images, replicas, patches].some(each => (each?.length ?? 0) > 0);
  return hasSome && placed.length < clusters.length
    ? [
        "What is to be different on these clusters is not brought to those that have the component already: that is 'fleet:manifest:edit'.",
      ]
    : [];
}
